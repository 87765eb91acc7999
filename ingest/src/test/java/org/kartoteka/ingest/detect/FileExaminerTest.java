package org.kartoteka.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kartoteka.ingest.page.OddFiles.utf8;
import static org.kartoteka.ingest.page.OddFiles.wordXml;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.ExamineResult.Examined;
import org.kartoteka.ingest.ExamineResult.Part;
import org.kartoteka.ingest.ExamineResult.Refused;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.Refusal.Code;
import org.kartoteka.ingest.page.MediaTypes;
import org.kartoteka.ingest.page.OddFiles;
import org.kartoteka.ingest.page.PageContent;
import org.kartoteka.ingest.page.PageContents;

class FileExaminerTest {
    @TempDir
    Path folder;

    private Path work;

    @BeforeEach
    void makeWorkFolder() throws IOException {
        work = Files.createDirectory(folder.resolve("work"));
    }

    private ExamineResult examine(String name, byte[] bytes) throws IOException {
        return examine(name, bytes, Limits.DEFAULT);
    }

    private ExamineResult examine(String name, byte[] bytes, Limits limits) throws IOException {
        Path file = OddFiles.write(folder, "input", bytes);
        return new FileExaminer(limits).examine(new ExamineRequest(file, name, work));
    }

    private static Refusal refusal(ExamineResult result) {
        assertThat(result).isInstanceOf(Refused.class);
        return ((Refused) result).refusal();
    }

    private static List<Part> parts(ExamineResult result) {
        assertThat(result).isInstanceOf(Examined.class);
        return ((Examined) result).parts();
    }

    private static String text(Part part) {
        PageContent content = PageContents.open(part.file(), part.mediaType(), 1, Limits.DEFAULT);
        assertThat(content).isInstanceOf(PageContent.BornDigital.class);
        return ((PageContent.BornDigital) content).text();
    }

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

    private static byte[] encrypted(String userPassword) throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            var policy = new StandardProtectionPolicy("owner", userPassword, new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            return OddFiles.save(document);
        }
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
                OddFiles.png(30_000, 30_000, 100),
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
        byte[] bomb = OddFiles.deflateZeros(200L << 20);
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
    void takesTheFilesOfAZipUnderNamesOfItsOwn() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("../../../../evil.txt", utf8("Esmu ļauns"));
        entries.put("/etc/cron.d/x.txt", utf8("Also evil"));
        entries.put("C:\\Windows\\y.txt", utf8("Still evil"));

        List<Part> parts = parts(examine("a.zip", OddFiles.zip(entries)));

        assertThat(parts).hasSize(4);
        assertThat(parts.getFirst().pageCount()).isZero();
        assertThat(parts.subList(1, 4)).allSatisfy(part -> {
            assertThat(part.file().getParent()).isEqualTo(work);
            assertThat(part.pageCount()).isEqualTo(1);
        });
        assertThat(parts.get(1).name()).isEqualTo("../../../../evil.txt");
        assertThat(text(parts.get(1))).isEqualTo("Esmu ļauns");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void stopsAZipBombWhileItIsUnpacked() throws IOException {
        Path file = folder.resolve("bomb.zip");
        try (OutputStream raw = Files.newOutputStream(file);
                var zip = new java.util.zip.ZipOutputStream(raw)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("zeros.txt"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(zeros);
            }
        }

        Refusal refusal = refusal(new FileExaminer(Limits.DEFAULT).examine(new ExamineRequest(file, "bomb.zip", work)));

        assertThat(refusal.code()).isEqualTo(Code.EXPANDS_TOO_FAR);
        try (var files = Files.list(work)) {
            assertThat(files.mapToLong(f -> f.toFile().length()).sum()).isLessThan(48L << 20);
        }
    }

    @Test
    void refusesTooManyComponents() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 201; i++) {
            entries.put("f" + i + ".txt", utf8("text " + i));
        }

        assertThat(refusal(examine("a.zip", OddFiles.zip(entries))).code()).isEqualTo(Code.EXPANDS_TOO_FAR);
    }

    @Test
    void refusesAZipInAZipInAZipTooDeep() throws IOException {
        byte[] zip = OddFiles.zip(Map.of("a.txt", utf8("innermost")));
        for (int i = 0; i < 20; i++) {
            zip = OddFiles.zip(Map.of("a.zip", zip));
        }

        assertThat(refusal(examine("a.zip", zip)).code()).isEqualTo(Code.TOO_DEEP);
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
    void unpacksMailsInMailsUpToTheLimit() throws IOException {
        List<Part> parts = parts(examine("a.eml", OddFiles.nestedMails(5)));

        assertThat(parts)
                .hasSize(6)
                .allSatisfy(part -> assertThat(part.mediaType()).isEqualTo(MediaTypes.MAIL));
        assertThat(text(parts.get(5))).contains("Subject: the innermost").contains("Bottom");
    }

    @Test
    void refusesSixtyMailsInOneAnother() throws IOException {
        Refusal refusal = refusal(examine("a.eml", OddFiles.nestedMails(60)));

        assertThat(refusal.code()).isEqualTo(Code.TOO_DEEP);
        assertThat(refusal.details()).containsEntry("limit", "8");
    }

    @Test
    void readsAnOldMailWithEncodedNames() throws IOException {
        String image = Base64.getMimeEncoder()
                .encodeToString(OddFiles.encode(OddFiles.bars(300, 400, BufferedImage.TYPE_BYTE_GRAY), "jpg"));
        String logo = Base64.getMimeEncoder()
                .encodeToString(OddFiles.encode(OddFiles.bars(60, 40, BufferedImage.TYPE_BYTE_GRAY), "png"));
        String mail = """
                From: =?windows-1257?Q?J=E2nis_B=E7rzi=F2=F0?= <janis@berzi.example>
                To: klienti@aurentel.example
                Subject: =?windows-1257?B?%s?=
                Date: Tue, 09 Jul 2002 21:14:05 +0300
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="outer"

                --outer
                Content-Type: text/plain; charset="windows-1257"
                Content-Transfer-Encoding: quoted-printable

                L=FBdzu p=E2rbaudiet r=E7=ED=EEnu.
                --outer
                Content-Type: image/jpeg; name="=?windows-1257?Q?r=E7=EDins.jpg?="
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment

                %s
                --outer
                Content-Type: image/jpeg
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename*0*=UTF-8''%%D1%%81%%D1%%87; filename*1*=%%D1%%91%%D1%%82.jpg

                %s
                --outer
                Content-Type: image/png; name="logo.png"
                Content-Transfer-Encoding: base64
                Content-ID: <logo>
                Content-Disposition: inline

                %s
                --outer
                Content-Type: text/calendar; name="meeting.ics"

                BEGIN:VCALENDAR
                END:VCALENDAR
                --outer--
                """.formatted(
                Base64.getEncoder().encodeToString("Rēķins".getBytes(java.nio.charset.Charset.forName("windows-1257"))),
                image,
                image,
                logo);

        List<Part> parts = parts(examine("a.eml", utf8(mail.replace("\n", "\r\n"))));

        assertThat(parts).extracting(Part::name).containsExactly("a.eml", "rēķins.jpg", "счёт.jpg", "meeting.ics");
        assertThat(parts).extracting(Part::pageCount).containsExactly(1, 1, 1, 0);
        assertThat(parts.get(3).refusal().orElseThrow().code()).isEqualTo(Code.UNSUPPORTED_TYPE);
        assertThat(text(parts.getFirst()))
                .contains("From: Jānis Bērziņš <janis@berzi.example>", "Subject: Rēķins", "Lūdzu pārbaudiet rēķīnu.");
    }

    @Test
    void takesTheHtmlOfAMailOnlyWhereItSaysNothingPlainly() throws IOException {
        String mail = """
                From: a@b.example
                Content-Type: multipart/alternative; boundary=x

                --x
                Content-Type: text/plain

                %s
                --x
                Content-Type: text/html; charset=utf-8

                <html><head><style>p {}</style></head><body><p>In HTML</p><script>alert(1)</script></body></html>
                --x--
                """;

        String both =
                text(parts(examine("a.eml", utf8(mail.formatted("In plain")))).getFirst());
        String only = text(parts(examine("a.eml", utf8(mail.formatted("")))).getFirst());

        assertThat(both).contains("In plain").doesNotContain("HTML");
        assertThat(only).contains("In HTML").doesNotContain("alert");
    }

    @Test
    void refusesAContainerWithNothingToReadForTheReasonOfItsFirstComponent() throws IOException {
        byte[] zip = OddFiles.zip(Map.of("setup.exe", new byte[] {'M', 'Z', 0, 1, 2, 3}));

        assertThat(refusal(examine("a.zip", zip)).code()).isEqualTo(Code.UNSUPPORTED_TYPE);
        assertThat(refusal(examine("a.zip", OddFiles.zip(Map.of()))).code()).isNotNull();
    }

    @Test
    void keepsReadingTheOtherComponentsWhenOneIsDamaged() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("good.txt", utf8("good"));
        entries.put("bad.pdf", utf8("%PDF-1.4 nothing follows"));
        entries.put("locked.pdf", encrypted("secret"));
        entries.put("also good.txt", utf8("also good"));

        List<Part> parts = parts(examine("a.zip", OddFiles.zip(entries)));

        assertThat(parts)
                .extracting(p -> p.refusal().map(Refusal::code).orElse(null))
                .containsExactly(null, null, Code.DAMAGED, Code.ENCRYPTED, null);
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
