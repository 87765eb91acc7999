package org.kartoteka.ingest.pdf;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceCMYK;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.page.PageContent.EncodedImage;
import org.kartoteka.ingest.page.PageContent.Raster;
import org.kartoteka.ingest.pdf.ScannedImage.Format;
import org.kartoteka.ingest.pdf.ScannedImage.Jpeg;

/**
 * Puts images into a PDF without loss: JPEG, PNG and fax data as they are where a PDF can hold them, everything else decoded
 * and packed again. Only an image too large for the memory of this process loses points.
 */
final class ImageEmbedder {
    private static final int DECODED_BYTES_PER_PIXEL = 8;

    private final PDDocument document;
    private final long decodedBytesMax;

    ImageEmbedder(PDDocument document) {
        this.document = document;
        this.decodedBytesMax = Runtime.getRuntime().maxMemory() / 3;
    }

    /** An image in the document. Resolution 0: not known. */
    record Embedded(PDImageXObject image, double xDpi, double yDpi) {}

    Embedded embed(EncodedImage encoded) throws IOException {
        ScannedImage header = ScannedImage.of(encoded.bytes());
        PDImageXObject image = asItIs(encoded, header);
        double shown = 1;
        if (image == null) {
            Decoded decoded = decode(encoded);
            image = packed(decoded.image());
            shown = decoded.step();
        }
        double xDpi = encoded.xDpi() > 0 ? encoded.xDpi() : header.xDpi();
        double yDpi = encoded.yDpi() > 0 ? encoded.yDpi() : header.yDpi();
        return new Embedded(image, xDpi / shown, yDpi / shown);
    }

    Embedded embed(Raster raster) throws IOException {
        boolean grey = raster.samples() == 1;
        BufferedImage image = new BufferedImage(
                raster.width(), raster.height(), grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] source = raster.pixels();
        if (grey) {
            System.arraycopy(source, 0, target, 0, target.length);
        } else {
            for (int i = 0; i + 2 < target.length; i += 3) {
                target[i] = source[i + 2];
                target[i + 1] = source[i + 1];
                target[i + 2] = source[i];
            }
        }
        return new Embedded(LosslessFactory.createFromImage(document, image), raster.dpi(), raster.dpi());
    }

    private @Nullable PDImageXObject asItIs(EncodedImage encoded, ScannedImage header) throws IOException {
        Optional<Jpeg> jpeg = header.jpeg();
        if (jpeg.isPresent() && jpeg.get().plain()) {
            return jpeg(encoded.bytes(), header, jpeg.get());
        }
        long decodedBytes = (long) header.width() * header.height() * DECODED_BYTES_PER_PIXEL;
        if (header.format() == Format.PNG && decodedBytes < decodedBytesMax) {
            return PDImageXObject.createFromByteArray(document, encoded.bytes(), "page");
        }
        if (header.format() == Format.TIFF) {
            try {
                return CCITTFactory.createFromByteArray(document, encoded.bytes(), encoded.frame());
            } catch (IOException | RuntimeException e) {
                // Not the kind of fax a PDF can hold: colour, several strips, reversed bits.
                return null;
            }
        }
        return null;
    }

    private @Nullable PDImageXObject jpeg(byte[] bytes, ScannedImage header, Jpeg jpeg) throws IOException {
        PDColorSpace space = switch (jpeg.components()) {
            case 1 -> PDDeviceGray.INSTANCE;
            case 3 -> PDDeviceRGB.INSTANCE;
            case 4 -> PDDeviceCMYK.INSTANCE;
            default -> null;
        };
        if (space == null || header.width() < 1 || header.height() < 1) {
            return null;
        }
        PDImageXObject image = new PDImageXObject(
                document,
                new ByteArrayInputStream(bytes),
                COSName.DCT_DECODE,
                header.width(),
                header.height(),
                8,
                space);
        if (jpeg.components() == 4 && jpeg.adobe()) {
            COSArray inverted = new COSArray();
            for (int i = 0; i < 8; i++) {
                inverted.add(COSInteger.get(1 - i % 2));
            }
            image.setDecode(inverted);
        }
        return image;
    }

    private PDImageXObject packed(BufferedImage image) throws IOException {
        boolean bilevel = image.getColorModel().getPixelSize() == 1;
        return bilevel
                ? CCITTFactory.createFromImage(document, image)
                : LosslessFactory.createFromImage(document, image);
    }

    /** @param step 1, or how many points became one, across and down */
    private record Decoded(BufferedImage image, int step) {}

    private Decoded decode(EncodedImage encoded) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded.bytes()))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("no decoder for the image of a page");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, false, true);
                int frame = encoded.frame();
                long pixels = (long) reader.getWidth(frame) * reader.getHeight(frame);
                boolean bilevel = reader.getRawImageType(frame) != null
                        && reader.getRawImageType(frame).getColorModel().getPixelSize() == 1;
                long bytes = bilevel ? pixels / 4 : pixels * DECODED_BYTES_PER_PIXEL;
                int step = 1;
                while (bytes / ((long) step * step) > decodedBytesMax) {
                    step++;
                }
                ImageReadParam how = reader.getDefaultReadParam();
                how.setSourceSubsampling(step, step, 0, 0);
                return new Decoded(reader.read(frame, how), step);
            } finally {
                reader.dispose();
            }
        }
    }
}
