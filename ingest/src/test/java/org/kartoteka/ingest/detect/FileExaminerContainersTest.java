package org.kartoteka.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kartoteka.ingest.page.OddFiles.utf8;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult.Part;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.Refusal.Code;
import org.kartoteka.ingest.page.MediaTypes;
import org.kartoteka.ingest.page.OddFiles;

/** Files in files: ZIPs and mails. */
class FileExaminerContainersTest extends ExaminerTestCase {
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
}
