package org.kartoteka.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.SearchIndex;
import tools.jackson.databind.JsonNode;

class SearchApiTest extends DoorsTestCase {
    @Test
    void findsADocumentAndSaysWhy() {
        DocumentId id = fixture.file(complaint("found.tif", "atrodams"));

        JsonNode answer = doors.json("/api/v1/search?q=atrodams");

        assertThat(answer.get("total").asInt()).isEqualTo(1);
        JsonNode hit = answer.at("/hits/0");
        assertThat(hit.get("document").asString()).isEqualTo(id.value());
        assertThat(hit.get("documentDate").asString()).isEqualTo("2001-10-24");
        assertThat(hit.at("/snippets/0/pieces").toString()).contains("\"marked\":true", "atrodams");
        assertThat(answer.at("/query/terms/0/text").asString()).isEqualTo("atrodams");
        assertThat(answer.at("/facets/type/0/value").asString()).isEqualTo("complaint");
    }

    @Test
    void narrowsByParametersAsByTypedFilters() {
        fixture.file(complaint("narrow.tif", "šaurs"));

        assertThat(total("q=%C5%A1aurs&type=complaint&language=lv&channel=fax")).isEqualTo(1);
        assertThat(total("q=%C5%A1aurs&type=invoice")).isZero();
        assertThat(total("q=%C5%A1aurs&type=invoice&type=complaint")).isEqualTo(1);
        assertThat(total("q=%C5%A1aurs+type%3Ainvoice")).isZero();
        assertThat(total("q=%C5%A1aurs&from=2001-10-24&to=2001-10-24")).isEqualTo(1);
        assertThat(total("q=%C5%A1aurs&from=2001-10-25")).isZero();
    }

    private int total(String query) {
        return doors.json("/api/v1/search?" + query).get("total").asInt();
    }

    @Test
    void whereNothingMatchesItShowsWhatComesNearAndSaysWhatWasLeftOut() {
        fixture.file(complaint("near.tif", "tuvumā"));

        JsonNode answer = doors.json("/api/v1/search?q=tuvum%C4%81+nekurienes");

        assertThat(answer.get("total").asInt()).isEqualTo(1);
        assertThat(answer.at("/instead/terms/0/text").asString()).isEqualTo("tuvumā");
        assertThat(answer.at("/instead/leftOut/0/text").asString()).isEqualTo("nekurienes");
        assertThat(answer.at("/query/terms").size()).isEqualTo(2);
        assertThat(doors.json("/api/v1/search?q=tuvum%C4%81").has("instead")).isFalse();
        assertThat(doors.get("/?q=tuvum%C4%81+nekurienes").body()).contains("nekurienes", "class=\"notice\"");
    }

    @Test
    void pagesThroughHits() {
        for (int i = 0; i < 3; i++) {
            fixture.file(complaint("many-" + i + ".tif", "daudzi"));
        }

        JsonNode first = doors.json("/api/v1/search?q=daudzi&limit=2");
        JsonNode second = doors.json(first.at("/links/next").asString());

        assertThat(first.get("hits").size()).isEqualTo(2);
        assertThat(second.get("hits").size()).isEqualTo(1);
        assertThat(second.at("/links/next").isMissingNode()).isTrue();
    }

    @Test
    void refusesWhatIsBeyondItsLimits() {
        assertThat(doors.get("/api/v1/search?limit=101").statusCode()).isEqualTo(400);
        assertThat(doors.get("/api/v1/search?offset=-1").statusCode()).isEqualTo(400);
        assertThat(doors.get("/api/v1/search?limit=x").statusCode()).isEqualTo(400);
        assertThat(doors.get("/api/v1/search?from=24.10.2001").statusCode()).isEqualTo(400);
        assertThat(doors.get("/api/v1/search?q=" + "a".repeat(1_001)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void rebuildsTheIndexInTheBackground() {
        fixture.file(complaint("reindex.tif", "pārbūve"));

        int started = reindex().statusCode();

        assertThat(started).isEqualTo(202);
        assertThat(doors.awaitRebuild().get("state").asString()).isEqualTo("done");
        assertThat(total("q=p%C4%81rb%C5%ABve")).isEqualTo(1);
    }

    @Test
    void tellsWhoeverAsksForASecondRebuildThatOneRuns() {
        try (SearchIndex.Rebuild another = fixture.index.rebuild()) {
            HttpResponse<String> second = reindex();

            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(Doors.header(second, "Content-Type")).startsWith("application/problem+json");
            assertThat(Doors.json(second).get("detail").asString()).contains("being rebuilt already");
        }
        doors.awaitRebuild();
        assertThat(reindex().statusCode()).isEqualTo(202);
        assertThat(doors.awaitRebuild().get("state").asString()).isEqualTo("done");
    }

    @Test
    void tellsOfARebuildThatSomebodyElseBegan() {
        assertThat(doors.json("/api/v1/status").has("rebuild")).isFalse();
        try (SearchIndex.Rebuild another = fixture.index.rebuild()) {
            assertThat(doors.json("/api/v1/reindex").get("state").asString()).isEqualTo("running");
            assertThat(doors.json("/api/v1/status")
                            .get("rebuild")
                            .get("documents")
                            .asInt())
                    .isZero();
        }
        assertThat(doors.json("/api/v1/reindex").get("state").asString()).isEqualTo("failed");
        assertThat(doors.json("/api/v1/reindex").get("problem").asString()).contains("old index stays");
        assertThat(doors.json("/api/v1/status").has("rebuild")).isFalse();
    }

    @Test
    void saysAtOnceWhereTheEngineCannotBeginARebuild() {
        fixture.index.away(true);
        HttpResponse<String> refused;
        try {
            refused = reindex();
        } finally {
            fixture.index.away(false);
        }

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(Doors.header(refused, "Retry-After")).isNotEmpty();
        assertThat(Doors.json(refused).get("detail").asString())
                .contains("search engine cannot be reached", "old index stays");
        assertThat(reindex().statusCode()).isEqualTo(202);
        assertThat(doors.awaitRebuild().get("state").asString()).isEqualTo("done");
    }

    @Test
    void saysInASentenceWhyARebuildFailedInTheMiddle() {
        fixture.file(complaint("broken-off.tif", "pārtraukts"));
        fixture.index.awayAfterBeginning(true);
        JsonNode end;
        try {
            assertThat(reindex().statusCode()).isEqualTo(202);
            end = doors.awaitRebuild();
        } finally {
            fixture.index.awayAfterBeginning(false);
        }

        assertThat(end.get("state").asString()).isEqualTo("failed");
        assertThat(end.get("problem").asString()).contains("search engine went away", "old index stays");
        assertThat(total("q=p%C4%81rtraukts")).isEqualTo(1);
    }

    private HttpResponse<String> reindex() {
        return doors.send(doors.withToken("/api/v1/reindex").POST(HttpRequest.BodyPublishers.noBody()));
    }
}
