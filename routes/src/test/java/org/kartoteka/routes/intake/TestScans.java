package org.kartoteka.routes.intake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Small files that begin and end as their formats must. */
final class TestScans {
    private TestScans() {}

    static byte[] pdf(String content) {
        return ("%PDF-1.4\n" + content + "\ntrailer\nstartxref\n9\n%%EOF\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] jpeg(int length) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) 7);
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        bytes[length - 2] = (byte) 0xFF;
        bytes[length - 1] = (byte) 0xD9;
        return bytes;
    }

    static byte[] png() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        out.writeBytes(new byte[50]);
        out.writeBytes(new byte[] {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82});
        return out.toByteArray();
    }

    static byte[] zip() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'P', 'K', 3, 4});
        out.writeBytes(new byte[50]);
        out.writeBytes(new byte[] {'P', 'K', 5, 6});
        out.writeBytes(new byte[18]);
        return out.toByteArray();
    }

    /** Two directories, each with one strip behind it, in either byte order, classic or big. */
    static byte[] tiff(ByteOrder order, boolean big) {
        int header = big ? 16 : 8;
        int entry = big ? 20 : 12;
        int directory = (big ? 8 : 2) + 2 * entry + (big ? 8 : 4);
        int strip = 100;
        ByteBuffer tiff = ByteBuffer.allocate(header + 2 * (directory + strip)).order(order);
        tiff.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
        tiff.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
        tiff.putShort((short) (big ? 43 : 42));
        if (big) {
            tiff.putShort((short) 8).putShort((short) 0).putLong(header);
        } else {
            tiff.putInt(header);
        }
        for (int i = 0; i < 2; i++) {
            int start = header + i * (directory + strip);
            number(tiff, big ? 8 : 2, 2);
            entry(tiff, big, 273, start + directory);
            entry(tiff, big, 279, strip);
            number(tiff, big ? 8 : 4, i == 0 ? start + directory + strip : 0);
            tiff.position(start + directory + strip);
        }
        return tiff.array();
    }

    private static void entry(ByteBuffer tiff, boolean big, int tag, int value) {
        int field = tiff.position() + (big ? 12 : 8);
        tiff.putShort((short) tag).putShort((short) 4);
        number(tiff, big ? 8 : 4, 1);
        tiff.putInt(value);
        tiff.position(field + (big ? 8 : 4));
    }

    private static void number(ByteBuffer tiff, int bytes, int value) {
        switch (bytes) {
            case 2 -> tiff.putShort((short) value);
            case 4 -> tiff.putInt(value);
            default -> tiff.putLong(value);
        }
    }
}
