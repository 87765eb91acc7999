package org.kartoteka.server.process;

import static org.kartoteka.ingest.page.OddFiles.deflatedZeros;
import static org.kartoteka.ingest.page.OddFiles.docx;
import static org.kartoteka.ingest.page.OddFiles.nestedMails;
import static org.kartoteka.ingest.page.OddFiles.png;
import static org.kartoteka.ingest.page.OddFiles.utf8;
import static org.kartoteka.ingest.page.OddFiles.wordXml;
import static org.kartoteka.ingest.page.OddFiles.zeros;
import static org.kartoteka.ingest.page.OddFiles.zip;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.kartoteka.ingest.page.OddFiles;
import org.kartoteka.ingest.page.OddFiles.PngColours;

/** Makes the files that a careless or hostile sender drops. All are made anew; none is stored. */
final class HostileFiles {
    static final String MARKUP = "<img src=x onerror=alert(1)>";

    private static final int MEBIBYTE = 1 << 20;
    private final Random random = new Random(20_261_122L);
    private final List<HostileFile> files = new ArrayList<>();

    private HostileFiles() {}

    /** What must become of a file. */
    enum Fate {
        ARCHIVED,
        REFUSED,
        /** Either is right: it depends on how much of it can be saved. */
        EITHER
    }

    /** @param name the bytes of its name on disk */
    record HostileFile(byte[] name, byte[] content, Fate fate) {}

    /** @param folder in which the absolute name inside a ZIP points */
    static List<HostileFile> all(Path folder) throws IOException {
        HostileFiles made = new HostileFiles();
        made.damaged();
        made.beyondLimits();
        made.archives(folder);
        made.documents();
        made.names();
        return List.copyOf(made.files);
    }

    private void damaged() throws IOException {
        add("empty.pdf", new byte[0], Fate.REFUSED);
        Map<String, byte[]> whole = new LinkedHashMap<>();
        whole.put("pdf", pdf(1, "A letter that was cut off"));
        whole.put("tif", image("tiff"));
        whole.put("jpg", image("jpeg"));
        whole.put("png", image("png"));
        for (Map.Entry<String, byte[]> entry : whole.entrySet()) {
            byte[] bytes = entry.getValue();
            add("cut-off." + entry.getKey(), Arrays.copyOf(bytes, bytes.length / 2), Fate.REFUSED);
            add("corrupt." + entry.getKey(), corrupt(bytes), Fate.EITHER);
        }
        byte[] pages = pdf(40, "One page of forty, of which the last are lost");
        add("cut-off-pages.pdf", Arrays.copyOf(pages, pages.length * 2 / 3), Fate.REFUSED);
        add("wrong-extension.jpg", pdf(1, "A letter under a wrong name"), Fate.ARCHIVED);
        add("encrypted.pdf", encryptedPdf(), Fate.REFUSED);
        add("noise.bin", noise(50_000), Fate.REFUSED);
        add("noise.pdf", noise(20_000), Fate.REFUSED);
    }

    private void beyondLimits() throws IOException {
        add("pages-2001.pdf", pdf(2_001, "One page of too many"), Fate.REFUSED);
        add("huge-header.png", png(30_000, 30_000, PngColours.GREY, MEBIBYTE), Fate.REFUSED);
        // 12,000 x 12,000 points of four bytes: within the limit of points, beyond the memory of a worker
        add("dense.png", png(12_000, 12_000, PngColours.COLOUR_WITH_ALPHA, 12_000L * (12_000 * 4 + 1)), Fate.EITHER);
        add("overfull.png", png(100, 100, PngColours.GREY, 300L * MEBIBYTE), Fate.EITHER);
        byte[] unending = stream("/Filter/FlateDecode", deflatedZeros(200L * MEBIBYTE));
        add("dense.pdf", pdf(1, unending, List.of(), ""), Fate.REFUSED);
        add("nested-60.eml", nestedMails(60), Fate.REFUSED);
    }

    private void archives(Path folder) throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("zeros.txt"));
            zeros(zip, 300L * MEBIBYTE);
        }
        add("bomb.zip", bomb.toByteArray(), Fate.REFUSED);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("../../evil.txt", utf8("A note that wants to be elsewhere"));
        entries.put(folder.resolve("evil-absolute.txt").toString(), utf8("A note that knows where it wants to be"));
        add("slip.zip", zip(entries), Fate.EITHER);
    }

    private void documents() throws IOException {
        StringBuilder laughs = new StringBuilder("<!DOCTYPE lolz [<!ENTITY l0 \"lol\">");
        for (int i = 1; i <= 10; i++) {
            laughs.append(
                    "<!ENTITY l%d \"%s\">".formatted(i, "&l%d;".formatted(i - 1).repeat(10)));
        }
        add("laughs.docx", docx(wordXml(laughs.append("]>").toString(), "&l10;")), Fate.REFUSED);
        String outside = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
        add("entity.docx", docx(wordXml(outside, "Users: &e;")), Fate.EITHER);
        add("markup.txt", utf8(MARKUP), Fate.ARCHIVED);
    }

    private void names() {
        String overridden = "invoice-\u202Efdp.txt";
        List<String> odd = List.of(
                "two\nlines.txt",
                "\"double\" and 'single'.txt",
                MARKUP + ".txt",
                "-rf.txt",
                "n".repeat(246) + ".txt",
                "\uD83D\uDCE0\uD83D\uDE00.txt",
                overridden);
        for (String name : odd) {
            add(name, utf8("The file with the odd name number " + files.size()), Fate.ARCHIVED);
        }
        byte[] invalid = {'b', 'a', 'd', (byte) 0xFF, (byte) 0xC3, '(', '.', 't', 'x', 't'};
        files.add(new HostileFile(invalid, utf8("The file whose name is no text"), Fate.ARCHIVED));
    }

    private void add(String name, byte[] content, Fate fate) {
        files.add(new HostileFile(utf8(name), content, fate));
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Noise in the middle; start and end stay. */
    private byte[] corrupt(byte[] bytes) {
        byte[] result = bytes.clone();
        byte[] noise = noise(bytes.length / 5);
        System.arraycopy(noise, 0, result, bytes.length * 2 / 5, noise.length);
        return result;
    }

    private byte[] image(String format) throws IOException {
        BufferedImage image = new BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 600, 800);
        graphics.setColor(Color.BLACK);
        for (int i = 0; i < 150; i++) {
            graphics.fillRect(60 + random.nextInt(400), 60 + random.nextInt(640), 12, 6);
        }
        graphics.dispose();
        return OddFiles.encode(image, format);
    }

    /** A PDF with text of its own, the same on each page. */
    private static byte[] pdf(int pages, String text) {
        byte[] content = utf8("BT /F1 14 Tf 72 720 Td (%s) Tj ET".formatted(text));
        return pdf(pages, stream("", content), List.of(), "");
    }

    /** Encrypted under a password that nobody knows. */
    private byte[] encryptedPdf() {
        String owner = "<%s>".formatted("a5".repeat(32));
        String user = "<%s>".formatted("3c".repeat(32));
        byte[] encrypt = utf8("<</Filter/Standard/V 2/R 3/Length 128/P -44/O %s/U %s>>".formatted(owner, user));
        String trailer = "/Encrypt 5 0 R/ID[<%1$s><%1$s>]".formatted("7b".repeat(16));
        return pdf(1, stream("", noise(64)), List.of(encrypt), trailer);
    }

    /** Objects: 1 catalogue, 2 pages, 3 font, 4 content, further ones, then each page. */
    private static byte[] pdf(int pages, byte[] content, List<byte[]> further, String trailer) {
        int firstPage = 5 + further.size();
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < pages; i++) {
            kids.append(firstPage + i).append(" 0 R ");
        }
        List<byte[]> objects = new ArrayList<>();
        objects.add(utf8("<</Type/Catalog/Pages 2 0 R>>"));
        objects.add(utf8("<</Type/Pages/Count %d/Kids[%s]>>".formatted(pages, kids)));
        objects.add(utf8("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"));
        objects.add(content);
        objects.addAll(further);
        for (int i = 0; i < pages; i++) {
            objects.add(utf8("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                    + "/Resources<</Font<</F1 3 0 R>>>>>>"));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(utf8("%PDF-1.4\n"));
        StringBuilder table = new StringBuilder("xref\n0 %d\n0000000000 65535 f \n".formatted(objects.size() + 1));
        for (int i = 0; i < objects.size(); i++) {
            table.append("%010d 00000 n \n".formatted(out.size()));
            out.writeBytes(utf8((i + 1) + " 0 obj\n"));
            out.writeBytes(objects.get(i));
            out.writeBytes(utf8("\nendobj\n"));
        }
        int tableAt = out.size();
        out.writeBytes(utf8(table
                + "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
                        .formatted(objects.size() + 1, trailer, tableAt)));
        return out.toByteArray();
    }

    private static byte[] stream(String filter, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(utf8("<<%s/Length %d>>\nstream\n".formatted(filter, content.length)));
        out.writeBytes(content);
        out.writeBytes(utf8("\nendstream"));
        return out.toByteArray();
    }
}
