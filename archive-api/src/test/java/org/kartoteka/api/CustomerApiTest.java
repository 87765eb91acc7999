package org.kartoteka.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.archive.identity.DocumentId;
import tools.jackson.databind.JsonNode;

class CustomerApiTest extends DoorsTestCase {
    private static final String CUSTOMERS = "/api/v1/customers?number=";

    private DocumentId letter(String fileName, String customer, String name, List<String> cases) {
        List<FixturePage> pages = List.of(FixturePage.drawn("lv", "Klienta Nr. " + customer + "\n" + name));
        return fixture.file(new FixtureArchive.Letter(
                "post",
                fileName,
                "letter",
                0.97,
                pages,
                List.of(
                        FixtureArchive.field("customerNumber", customer, 1, pages, customer),
                        FixtureArchive.field("customerName", name, 1, pages, name.split(" ")[0])),
                cases));
    }

    private String open(String customer) {
        return Doors.json(doors.send(doors.withToken("/api/v1/case-files")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                "{\"title\":\"Par <b>rēķinu</b>\",\"customers\":[\"" + customer + "\"]}"))))
                .get("reference")
                .asString();
    }

    @Test
    void showsDocumentsWithAndWithoutACaseFileAndTheCaseFiles() {
        DocumentId filed = letter("filed.pdf", "70010001", "Jānis Bērziņš", List.of("L-2001-700101"));
        DocumentId loose = letter("loose.pdf", "70010001", "Jānis Bērziņš", List.of());
        letter("other.pdf", "70010002", "Cits Cilvēks", List.of());
        String described = open("7001 0001");

        JsonNode customer = doors.json(CUSTOMERS + "7001-0001");

        assertThat(customer.get("number").asString()).isEqualTo("70010001");
        assertThat(customer.get("documentCount").asInt()).isEqualTo(2);
        assertThat(customer.at("/documents").toString()).contains(filed.value(), loose.value());
        assertThat(customer.at("/names/0/value").asString()).isEqualTo("Jānis Bērziņš");
        assertThat(customer.at("/names/0/documents").asInt()).isEqualTo(2);
        assertThat(customer.get("caseFiles").toString()).contains("L-2001-700101", described);
        assertThat(doors.json(CUSTOMERS + "7001-0001&limit=1").get("documents")).hasSize(1);
        assertThat(doors.get("/api/v1/customers?number=%3F").statusCode()).isEqualTo(400);
    }

    @Test
    void whatAPersonSetDecidesAndNotWhatTheIndexStillSays() {
        DocumentId id = letter("corrected.pdf", "70020001", "Anna Kalniņa", List.of());
        doors.send(doors.withToken("/api/v1/documents/" + id + "/corrections")
                .header("Content-Type", "application/json")
                .header("If-Match", "\"v1\"")
                .POST(BodyPublishers.ofString("{\"fields\":{\"customerNumber\":[\"70020002\"]}}")));

        assertThat(doors.json(CUSTOMERS + "70020001").get("documentCount").asInt())
                .isZero();
    }

    @Test
    void offersTheOpenCaseFilesOfTheSameCustomerAndFilesByOneClick() {
        DocumentId id = letter("hint.pdf", "70030001", "Pēteris Ozols", List.of());
        String first = open("70030001");
        String second = open("70030001");

        List<String> offered = new ArrayList<>();
        doors.json("/api/v1/documents/" + id + "/case-file-candidates")
                .forEach(hint -> offered.add(hint.get("reference").asString()));
        String page = doors.get("/documents/" + id).body();

        assertThat(offered).containsExactlyInAnyOrder(first, second);
        assertThat(page)
                .contains("Perhaps it belongs here", "same customer: 70030001", "&lt;b&gt;rēķinu", "File in " + first)
                .contains("/customers?number=70030001");
        doors.send(doors.withToken("/documents/" + id + "/case-files")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("version=1&do=file&reference=" + first)));
        assertThat(doors.json("/api/v1/documents/" + id + "/case-file-candidates"))
                .singleElement()
                .satisfies(hint -> assertThat(hint.get("reference").asString()).isEqualTo(second));
    }

    @ParameterizedTest
    @CsvSource({
        "en, Customer 70040001, in no case file, Nothing bears the customer number 70049999",
        "lv, Klients 70040001, nevienā lietā, Klienta numurs 70049999 nav atrodams",
        "lt, Klientas 70040001, jokioje byloje, Kliento numerio 70049999 niekur nėra",
        "cs, Zákazník 70040001, v žádném spisu, Číslo zákazníka 70049999 se nikde nevyskytuje",
        "ru, Клиент 70040001, ни в одном деле, Номер клиента 70049999 нигде не встречается",
        "kk, Клиент 70040001, ешбір істе емес, 70049999 клиент нөмірі еш жерде"
    })
    void speaksSixLanguages(String language, String title, String unfiled, String unknown) {
        letter("say-" + language + ".pdf", "70040001", "<i>Jānis", List.of());

        String page = inLanguage(language, "/customers?number=70040001");

        assertThat(page)
                .contains(title, unfiled, "&lt;i&gt;Jānis")
                .doesNotContain("<i>J", "customer.", "??", " style=")
                .doesNotContainPattern("<script(?![^>]* src=)");
        assertThat(inLanguage(language, "/customers?number=70049999")).contains(unknown);
        assertThat(doors.get("/customers").statusCode()).isEqualTo(200);
        assertThat(doors.get("/customers?number=%3F%3F").body()).contains("This cannot be the number of a customer");
    }

    private String inLanguage(String language, String path) {
        return doors.send(doors.withToken(path).header("Accept-Language", language))
                .body();
    }
}
