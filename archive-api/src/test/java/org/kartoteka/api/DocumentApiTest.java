package org.kartoteka.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.store.Digest;
import tools.jackson.databind.JsonNode;

class DocumentApiTest extends DoorsTestCase {
    private static String path(DocumentId id) {
        return "/api/v1/documents/" + id;
    }

    @Test
    void saysWhatWasUnderstoodOfADocument() {
        DocumentId id = fixture.file(complaint("fax-1.tif", "vienādais"));

        JsonNode answer = doors.json(path(id));

        assertThat(answer.get("state").asString()).isEqualTo("archived");
        assertThat(answer.get("fileName").asString()).isEqualTo("fax-1.tif");
        assertThat(answer.at("/type/code").asString()).isEqualTo("complaint");
        assertThat(answer.at("/type/candidates/0/code").asString()).isEqualTo("complaint");
        assertThat(answer.at("/type/words").size()).isPositive();
        assertThat(answer.get("pageCount").asInt()).isEqualTo(2);
        assertThat(answer.at("/fields/0/page").asInt()).isEqualTo(1);
        assertThat(answer.at("/fields/0/place/0/width").asInt()).isPositive();
        assertThat(answer.at("/caseFiles/0").asString()).startsWith("L-2001-");
        assertThat(answer.at("/provenance/engine").asString()).isEqualTo("tesseract 5.5.2");
    }

    @Test
    void namesTheSameLetterThatWasScannedBefore() {
        DocumentId first = fixture.file(reminder("scan-1.tif", "10018543", "38.64"));
        DocumentId again = fixture.file(reminder("fax-1.tif", "10018543", "38.64"));
        DocumentId neighbour = fixture.file(reminder("scan-2.tif", "10035124", "12.10"));

        JsonNode later = doors.json(path(again)).get("nearDuplicates");
        JsonNode earlier = doors.json(path(first)).get("nearDuplicates");

        assertThat(later.size()).isEqualTo(1);
        assertThat(later.at("/0/document").asString()).isEqualTo(first.value());
        assertThat(later.at("/0/fileName").asString()).isEqualTo("scan-1.tif");
        assertThat(later.at("/0/earlier").asBoolean()).isTrue();
        assertThat(later.at("/0/likeness").asString()).isEqualTo("text");
        assertThat(later.at("/0/share").asDouble()).isEqualTo(1);
        assertThat(doors.json(later.at("/0/link").asString()).get("id").asString())
                .isEqualTo(first.value());
        assertThat(earlier.at("/0/document").asString()).isEqualTo(again.value());
        assertThat(earlier.at("/0/earlier").asBoolean()).isFalse();
        assertThat(doors.json(path(neighbour)).get("nearDuplicates").size()).isZero();
    }

    @Test
    void answersAnewWhenASecondScanHasCome() {
        DocumentId first = fixture.file(reminder("etag-1.tif", "10088014", "7.10"));
        String etag = Doors.header(doors.get(path(first)), "ETag");

        fixture.file(reminder("etag-2.tif", "10088014", "7.10"));

        assertThat(doors.send(doors.withToken(path(first)).header("If-None-Match", etag))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void showsADocumentThoughItCannotBeAskedForSecondScans() {
        DocumentId id = fixture.file(reminder("away.tif", "10009371", "60.11"));

        fixture.index.away(true);
        try {
            JsonNode answer = doors.json(path(id));
            assertThat(answer.get("fileName").asString()).isEqualTo("away.tif");
            assertThat(answer.has("nearDuplicates")).isFalse();
            assertThat(doors.get("/documents/" + id).statusCode()).isEqualTo(200);
        } finally {
            fixture.index.away(false);
        }
    }

    @Test
    void knowsAVersionThatTheClientHas() {
        DocumentId id = fixture.file(complaint("etag.tif", "zīme"));
        String etag = Doors.header(doors.get(path(id)), "ETag");

        HttpResponse<String> again = doors.send(doors.withToken(path(id)).header("If-None-Match", etag));

        assertThat(etag).isNotEmpty();
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void handsOutTheOriginalWholeAndInParts() {
        DocumentId id = fixture.file(complaint("āķis \"1\".tif", "oriģināls"));
        String original = path(id) + "/original";

        HttpResponse<byte[]> whole = doors.send(doors.withToken(original), HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> part = ranged(original, "bytes=4-11");
        HttpResponse<byte[]> end = ranged(original, "bytes=-5");

        String text = new String(whole.body(), UTF_8);
        assertThat(text).startsWith("the original of āķis");
        assertThat(Doors.header(whole, "ETag")).isEqualTo("\"" + Digest.of(whole.body()) + "\"");
        assertThat(Doors.header(whole, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(Doors.header(whole, "Content-Disposition"))
                .startsWith("attachment;")
                .contains("filename=\"__is _1_.tif\"", "filename*=UTF-8''%C4%81%C4%B7is%20_1_.tif");
        assertThat(Doors.header(whole, "Content-Security-Policy")).contains("sandbox");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(new String(part.body(), UTF_8)).isEqualTo("original");
        assertThat(Doors.header(part, "Content-Range")).isEqualTo("bytes 4-11/" + whole.body().length);
        assertThat(end.statusCode()).isEqualTo(206);
        assertThat(text).endsWith(new String(end.body(), UTF_8));
    }

    @Test
    void refusesRangesBehindTheEndAndIgnoresOnesItDoesNotUnderstand() {
        String original = path(fixture.file(complaint("range.tif", "robeža"))) + "/original";

        assertThat(ranged(original, "bytes=999999-").statusCode()).isEqualTo(416);
        assertThat(ranged(original, "bytes=0-1,4-5").statusCode()).isEqualTo(200);
        assertThat(ranged(original, "bytes=9-4").statusCode()).isEqualTo(200);
        assertThat(ranged(original, "pages=1-2").statusCode()).isEqualTo(200);
        assertThat(doors.send(doors.withToken(original)
                                .header("Range", "bytes=0-1")
                                .header("If-Range", "\"other\""))
                        .statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<byte[]> ranged(String path, String range) {
        return doors.send(doors.withToken(path).header("Range", range), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void answersAHeadWithoutTheBytes() {
        String original = path(fixture.file(complaint("head.tif", "galva"))) + "/original";

        HttpResponse<byte[]> head = doors.send(
                doors.withToken(original).method("HEAD", HttpRequest.BodyPublishers.noBody()),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(Long.parseLong(Doors.header(head, "Content-Length"))).isPositive();
        assertThat(head.body()).isEmpty();
    }

    @Test
    void showsPagesAndFindsTheWordsThatMatch() {
        DocumentId id = fixture.file(complaint("hits.tif", "nepareizi"));

        HttpResponse<byte[]> image =
                doors.send(doors.withToken(path(id) + "/pages/1/image"), HttpResponse.BodyHandlers.ofByteArray());
        JsonNode page = doors.json(path(id) + "/pages/2/text");
        JsonNode hits = doors.json(path(id) + "/pages/2/hits?q=nepareizi");

        assertThat(Doors.header(image, "Content-Type")).isEqualTo("image/png");
        assertThat(page.get("number").asInt()).isEqualTo(2);
        assertThat(page.get("text").asString()).contains("Otrā lapa");
        assertThat(hits.size()).isEqualTo(2);
        JsonNode word = page.get("words").get(2);
        assertThat(word.get("text").asString()).isEqualTo("nepareizi");
        assertThat(hits.at("/0/place/x").asInt()).isEqualTo(word.get("x").asInt());
        assertThat(hits.at("/0/place/y").asInt()).isEqualTo(word.get("y").asInt());
    }

    @Test
    void givesHandwritingApartFromTheTextOfItsPage() {
        FixtureArchive.Letter letter = complaint("by-hand.tif", "pildspalva");
        DocumentId id = fixture.file(new FixtureArchive.Letter(
                letter.folder(),
                letter.fileName(),
                "complaint",
                0.9,
                List.of(letter.pages().getFirst().withNote("neskaidrs")),
                List.of(),
                List.of()));

        JsonNode page = doors.json(path(id) + "/pages/1/text");

        assertThat(page.get("text").asString()).doesNotContain("neskaidrs");
        assertThat(page.at("/overlays/0/kind").asString()).isEqualTo("handwriting");
        assertThat(page.at("/overlays/0/doubtfulText").asString()).isEqualTo("neskaidrs");
        assertThat(page.at("/overlays/0/height").asInt()).isEqualTo(80);
        assertThat(doors.json("/api/v1/search?q=neskaidrs")
                        .at("/hits/0/document")
                        .asString())
                .isEqualTo(id.value());
    }

    @Test
    void handsOutTheTextOfAllPages() {
        DocumentId id = fixture.file(complaint("text.tif", "teksts"));

        HttpResponse<String> text = doors.get(path(id) + "/text");

        assertThat(text.body()).contains("Sūdzība par rēķinu", "\fOtrā lapa");
        assertThat(Doors.header(text, "Content-Disposition")).contains("filename=\"text.txt\"");
    }

    @Test
    void tellsTheHistory() {
        DocumentId id = fixture.file(complaint("history.tif", "vēsture"));

        JsonNode events = doors.json(path(id) + "/events");

        assertThat(events.get(0).get("sequence").asInt()).isEqualTo(1);
        assertThat(events.at("/0/events/0/type").asString()).isEqualTo("ingestion");
        assertThat(events.at("/0/actor").asString()).isEqualTo("system:reading");
    }

    @Test
    void saysInAProblemWhatIsNotThere() {
        DocumentId id = fixture.file(complaint("problem.tif", "trūkst"));

        for (String path : List.of(
                "/api/v1/documents/nonsense",
                "/api/v1/documents/20010101-000000000-0000000000-0001",
                path(id) + "/pages/3/text",
                path(id) + "/pages/0/image",
                "/api/v1/batches/nonsense",
                "/api/v1/case-files/X-0000-1",
                "/api/v1/nothing")) {
            HttpResponse<String> response = doors.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(Doors.header(response, "Content-Type")).as(path).startsWith("application/problem+json");
            assertThat(Doors.json(response).get("detail").asString()).as(path).isNotBlank();
        }
        assertThat(doors.get(path(id) + "/pages/x/text").statusCode()).isEqualTo(400);
    }

    @Test
    void aCaseFileHoldsItsDocuments() {
        FixtureArchive.Letter letter = complaint("case.tif", "lieta");
        DocumentId first = fixture.file(letter);
        DocumentId second = fixture.file(complaint("case-2.tif", "lieta"));
        String reference = letter.cases().getFirst();

        JsonNode file = doors.json("/api/v1/case-files/" + reference);

        assertThat(file.get("documentCount").asInt()).isEqualTo(2);
        assertThat(file.at("/documents/0/document").asString()).isEqualTo(first.value());
        assertThat(file.at("/documents/1/document").asString()).isEqualTo(second.value());
        assertThat(file.at("/documents/0/documentDate").asString()).isEqualTo("2001-10-24");
        assertThat(doors.get("/api/v1/case-files").body()).contains(reference);
    }
}
