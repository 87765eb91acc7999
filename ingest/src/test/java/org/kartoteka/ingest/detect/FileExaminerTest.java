package org.kartoteka.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kartoteka.ingest.page.OddFiles.utf8;
import static org.kartoteka.ingest.page.OddFiles.wordXml;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.ExamineResult.Examined;
import org.kartoteka.ingest.ExamineResult.Refused;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.Refusal.Code;
import org.kartoteka.ingest.page.MediaTypes;
import org.kartoteka.ingest.page.OddFiles;

class FileExaminerTest extends ExaminerTestCase {
    @Test
    void refusesAnEmptyFile() throws IOException {
        assertThat(refusal(examine("scan.pdf", new byte[0])).code()).isEqualTo(Code.EMPTY_FILE);
    }

    @Test
    void refusesAFileOverTheSizeLimit() throws IOException {
        Limits small = new Limits(10, 10, 1000, 3, 10, 1000, 1000);

        Refusal refusal = refusal(examine("a.txt", utf8("more than ten bytes"), small));

        assertThat(refusal.code()).isEqualTo(Code.TOO_LARGE);
        assertThat(refusal.details()).containsEntry("limit", "10").containsEntry("found", "19");
    }

    @Test
    void recognisesContentUnderAWrongName() throws IOException {
        byte[] jpeg = OddFiles.encode(OddFiles.bars(300, 400, BufferedImage.TYPE_BYTE_GRAY), "jpg");

        assertThat(((Examined) examine("letter.pdf", jpeg)).mediaType()).isEqualTo(MediaTypes.JPEG);
        assertThat(((Examined) examine("photo.jpg", OddFiles.pdf(2))).mediaType())
                .isEqualTo(MediaTypes.PDF);
        assertThat(((Examined) examine("x.docx", OddFiles.tiff(1, 200, 200, "LZW"))).mediaType())
                .isEqualTo(MediaTypes.TIFF);
    }

    @Test
    void countsThePagesOfAPdf() throws IOException {
        assertThat(parts(examine("a.pdf", OddFiles.pdf(7))).getFirst().pageCount())
                .isEqualTo(7);
    }

    @Test
    void refusesAPdfWithTooManyPagesInNumbers() throws IOException {
        Refusal refusal = refusal(examine("a.pdf", OddFiles.pdf(2_001)));

        assertThat(refusal.code()).isEqualTo(Code.TOO_MANY_PAGES);
        assertThat(refusal.details()).containsEntry("limit", "2000").containsEntry("found", "2001");
    }

    @Test
    void acceptsAPdfThatOnlyForbidsThings() throws IOException {
        assertThat(parts(examine("a.pdf", encrypted(""))).getFirst().pageCount())
                .isEqualTo(1);
    }

    @Test
    void refusesAPdfThatNeedsAPassword() throws IOException {
        assertThat(refusal(examine("a.pdf", encrypted("secret"))).code()).isEqualTo(Code.ENCRYPTED);
    }

    @Test
    void refusesDamagedAndCutOffFilesOfEachFormat() throws IOException {
        BufferedImage image = OddFiles.bars(300, 400, BufferedImage.TYPE_INT_RGB);
        Map<String, byte[]> whole = new LinkedHashMap<>();
        whole.put("a.pdf", OddFiles.textPdf("Lorem ipsum dolor sit amet", "consectetur adipiscing elit"));
        whole.put("a.jpg", OddFiles.encode(image, "jpg"));
        whole.put("a.png", OddFiles.encode(image, "png"));
        whole.put("a.gif", OddFiles.encode(image, "gif"));
        whole.put("a.bmp", OddFiles.encode(image, "bmp"));
        whole.put("a.tif", OddFiles.tiff(3, 300, 400, "CCITT T.6"));
        whole.put("a.docx", OddFiles.docx(wordXml("", "Lorem ipsum")));

        for (Map.Entry<String, byte[]> file : whole.entrySet()) {
            byte[] bytes = file.getValue();
            assertThat(examine(file.getKey(), bytes)).as(file.getKey()).isInstanceOf(Examined.class);
            for (int percent : new int[] {30, 60, 90}) {
                byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length * percent / 100);
                ExamineResult result = examine(file.getKey(), cut);
                assertThat(result).as("%s cut at %d %%", file.getKey(), percent).isInstanceOf(Refused.class);
                assertThat(refusal(result).code()).isEqualTo(Code.DAMAGED);
            }
        }
    }

    @Test
    void refusesAPngWithAFlippedBit() throws IOException {
        byte[] png = OddFiles.encode(OddFiles.bars(300, 400, BufferedImage.TYPE_INT_RGB), "png");
        png[png.length / 2] ^= 4;

        assertThat(refusal(examine("a.png", png)).code()).isEqualTo(Code.DAMAGED);
    }

    @Test
    void refusesGarbageWithTheNameOfAScan() throws IOException {
        byte[] garbage = new byte[5_000];
        new java.util.Random(42).nextBytes(garbage);

        assertThat(refusal(examine("scan.pdf", garbage)).code()).isEqualTo(Code.DAMAGED);
        assertThat(refusal(examine("scan.tif", garbage)).code()).isEqualTo(Code.DAMAGED);
        assertThat(refusal(examine("note.txt", garbage)).code()).isEqualTo(Code.DAMAGED);
        assertThat(refusal(examine("unknown", garbage)).code()).isEqualTo(Code.UNSUPPORTED_TYPE);
    }

    @Test
    void refusesImagesOfTooManyPixelsByTheirHeaders() throws IOException {
        List<byte[]> images = List.of(
                OddFiles.png(30_000, 30_000, OddFiles.PngColours.BLACK_AND_WHITE, 100),
                OddFiles.tiffHeader(30_000, 30_000, 300, 300, 0),
                jpegHeader(30_000, 30_000));

        for (byte[] image : images) {
            Refusal refusal = refusal(examine("a", image));
            assertThat(refusal.code()).isEqualTo(Code.TOO_MANY_PIXELS);
            assertThat(refusal.details())
                    .containsEntry("limit", "150000000")
                    .containsEntry("found", "900000000")
                    .containsEntry("width", "30000");
        }
    }

    private static byte[] jpegHeader(int width, int height) throws IOException {
        byte[] jpeg = OddFiles.encode(OddFiles.bars(16, 16, BufferedImage.TYPE_BYTE_GRAY), "jpg");
        for (int i = 0; i < jpeg.length - 9; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
                java.nio.ByteBuffer.wrap(jpeg).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
                return jpeg;
            }
        }
        throw new IllegalStateException("no frame");
    }

    @Test
    void refusesATiffThatRefersToItself() throws IOException {
        Refusal refusal = refusal(examine("a.tif", OddFiles.tiffHeader(100, 100, 200, 200, 8)));

        assertThat(refusal.code()).isEqualTo(Code.DAMAGED);
        assertThat(refusal.details()).containsEntry("what", "tiff-directory-loop");
    }

    @Test
    void refusesAPageTreeThatRunsInACircle() throws IOException {
        byte[] pdf;
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            COSDictionary root = document.getPages().getCOSObject();
            COSDictionary inner = new COSDictionary();
            COSArray kids = new COSArray();
            kids.add(root);
            inner.setItem(COSName.TYPE, COSName.PAGES);
            inner.setItem(COSName.KIDS, kids);
            inner.setItem(COSName.PARENT, root);
            root.getCOSArray(COSName.KIDS).add(inner);
            pdf = OddFiles.save(document);
        }

        Refusal refusal = refusal(examine("a.pdf", pdf));

        assertThat(refusal.code()).isEqualTo(Code.DAMAGED);
        assertThat(refusal.details()).containsEntry("what", "pdf-page-tree-loop");
    }

    @Test
    void refusesAPdfStreamThatUnpacksWithoutEnd() throws IOException {
        byte[] bomb = OddFiles.deflatedZeros(200L << 20);
        var out = new java.io.ByteArrayOutputStream();
        out.writeBytes(utf8("""
                %%PDF-1.4
                1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
                2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj
                3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>> endobj
                4 0 obj <</Filter/FlateDecode/Length %d>> stream
                """.formatted(bomb.length)));
        out.writeBytes(bomb);
        out.writeBytes(utf8("\nendstream endobj\ntrailer <</Root 1 0 R>>\n"));

        assertThat(refusal(examine("a.pdf", out.toByteArray())).code()).isEqualTo(Code.EXPANDS_TOO_FAR);
    }

    @Test
    void refusesEntitiesInADocx() throws IOException {
        String laughs = "<!DOCTYPE lolz [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
        String outside = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";

        Refusal bomb = refusal(examine("a.docx", OddFiles.docx(wordXml(laughs, "&b;"))));
        Refusal reach = refusal(examine("a.docx", OddFiles.docx(wordXml(outside, "&e;"))));

        assertThat(bomb.code()).isEqualTo(Code.EXPANDS_TOO_FAR);
        assertThat(reach.code()).isEqualTo(Code.DAMAGED);
        assertThat(reach.details()).containsEntry("what", "xml-external-entity");
    }

    @Test
    void refusesADocxOfTooMuchText() throws IOException {
        String[] paragraphs = new String[30_000];
        java.util.Arrays.fill(paragraphs, "Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod");

        assertThat(refusal(examine("a.docx", OddFiles.docx(wordXml("", paragraphs))))
                        .code())
                .isEqualTo(Code.TOO_LARGE);
    }

    @Test
    void survivesHostileFileNames() throws IOException {
        for (String name : List.of("", "/", "..", "a\u0000b", "%00.pdf", "?x=y#z", "x".repeat(5_000), "\ud800")) {
            assertThat(parts(examine(name, utf8("Plain text"))).getFirst().mediaType())
                    .as(name)
                    .isEqualTo(MediaTypes.TEXT);
        }
    }

    @Test
    void tellsAMissingFileFromABadOne() {
        ExamineResult result =
                new FileExaminer(Limits.DEFAULT).examine(new ExamineRequest(folder.resolve("gone"), "gone", work));

        assertThat(refusal(result).code()).isEqualTo(Code.READER_UNAVAILABLE);
    }
}
