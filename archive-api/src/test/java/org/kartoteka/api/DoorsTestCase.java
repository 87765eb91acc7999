package org.kartoteka.api;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.kartoteka.api.access.SignInLinks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A running application over a fixture archive, shared by all tests: each files what it needs under names of its own. */
@SpringBootTest(classes = ApiApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class DoorsTestCase {
    @LocalServerPort
    int port;

    @Autowired
    SignInLinks links;

    @Autowired
    FixtureArchive fixture;

    Doors doors;

    @BeforeEach
    final void openDoors() {
        doors = new Doors(port, links);
    }

    /** A letter that every debtor gets, with what is one customer's own. */
    static FixtureArchive.Letter reminder(String fileName, String customer, String amount) {
        String text = """
                Klienta Nr. %s rēķins R-0108-%s
                Cienījamais klient pārbaudot norēķinus esam konstatējuši ka Jūsu rēķins
                līdz šai dienai nav apmaksāts Lūdzam desmit dienu laikā pārskaitīt %s latus uz
                rēķinā norādīto bankas kontu Ja maksājums jau veikts lūdzam šo vēstuli neņemt vērā
                un pieņemt mūsu atvainošanos Ar cieņu norēķinu daļas vadītāja
                """.formatted(customer, customer, amount);
        List<FixturePage> pages = List.of(FixturePage.drawn("lv", text));
        return new FixtureArchive.Letter("post", fileName, "letter", 0.97, pages, List.of(), List.of());
    }

    static FixtureArchive.Letter complaint(String fileName, String word) {
        List<FixturePage> pages = List.of(
                FixturePage.drawn("lv", "Rīgā 2001-10-24\nLīguma Nr. 4512876\nSūdzība par rēķinu\n" + word + " te"),
                FixturePage.drawn("lv", "Otrā lapa\n" + word + " un vēl " + word));
        return new FixtureArchive.Letter(
                "fax/complaint",
                fileName,
                "complaint",
                0.97,
                pages,
                List.of(
                        FixtureArchive.field("contractNumber", "4512876", 1, pages, "4512876"),
                        FixtureArchive.field("date", "2001-10-24", 1, pages, "2001-10-24")),
                List.of("L-2001-" + Integer.toHexString(word.hashCode()).toUpperCase(java.util.Locale.ROOT)));
    }
}
