package org.kartoteka.archive.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.aDocument;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.id;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kartoteka.archive.identity.DocumentId;

/** What every search index promises about names, and about which hits come first; words and numbers are in its superclass. */
public abstract class SearchIndexNamesContract extends SearchIndexContract {
    @Test
    void aNameIsLookedForAmongNamesOnly() {
        put(
                aDocument(1).field("customerName", "Anna Ogre", "Annas Ogres").page("viens"),
                aDocument(2).field("customerName", "Jānis Liepa", "Jānis Liepa").page("dzīvo Ogrē, Anna"),
                aDocument(3)
                        .field("representative", "Ogre Pēteris", "Ogre Pēteris")
                        .page("trīs"));

        assertThat(found("name:ogre")).containsExactlyInAnyOrder(id(1), id(3));
        assertThat(found("name:\"ogre anna\"")).containsExactly(id(1));
        assertThat(found("name:og*")).containsExactlyInAnyOrder(id(1), id(3));
        assertThat(found("-name:ogre")).containsExactly(id(2));
        assertThat(found("name:liepa ogrē")).containsExactly(id(2));
    }

    @ParameterizedTest
    @CsvSource({
        "Щеглова, Shcheglova",
        "Щегловой, Ščeglova",
        "Цыганкову, tsygankov",
        "Цыганков, Cygankov",
        "Хохлова, Khokhlova",
        "Хохлова, Hohlova",
        "Семёнова, Semyonova",
        "Семенова, Semionova",
        "Подъячев, Podyachev",
        "Евгений, Evgenij",
        "Жүнісова, Zhunissova",
        "Жүнісова, Jünisova",
        "Құрманғалиева, Kurmangaliyeva",
        "Әлиев, Aliyev",
        "Kārkliņa, Карклиня",
        "Ņikiforovs, Никифоров"
    })
    void findsNamesTypedInTheOtherAlphabet(String printed, String typed) {
        Assumptions.assumeTrue(inflects());
        put(
                aDocument(1).language("und").page("x " + printed + " y"),
                aDocument(2).language("und").page("Другой Cits"));

        assertThat(found(typed)).containsExactly(id(1));
        assertThat(locate(typed, List.of("x", printed))).containsExactly(1);
    }

    @Test
    void aNumberThatIsAFieldComesFirstThenNamesThenTextTheNewestFirst() {
        Assumptions.assumeTrue(inflects());
        put(
                aDocument(1).received("2002-01-01T00:00:00Z").page("52990174 52990174 Liepa Liepa"),
                aDocument(2)
                        .received("2001-01-01T00:00:00Z")
                        .field("phone", "+37152990174", "52 990174")
                        .field("customerName", "Anna Liepa", "Anna Liepa")
                        .page("garš teksts par visu ko citu, bet par Liepu tikai reiz"),
                aDocument(3)
                        .received("2001-06-01T00:00:00Z")
                        .field("phone", "+37152990174", "52 990174")
                        .field("customerName", "Anna Liepa", "Anna Liepa")
                        .page("cits"),
                aDocument(4).received("2002-02-02T00:00:00Z").page("liepa un citi koki, 52990174"));

        assertThat(found("52 990174")).containsExactly(id(3), id(2), id(4), id(1));
        assertThat(found("liepa").subList(0, 2)).containsExactly(id(3), id(2));
    }

    @Test
    void searchesForWhatComesNearOnlyWhereNothingMatches() {
        Assumptions.assumeTrue(inflects());
        put(
                aDocument(1).page("Lūdzu par tālruņa pieslēguma pārcelšanu"),
                aDocument(2).page("Rēķins par sarunām tālrunī"));

        assertThat(rescued("aieslēguma")).containsExactly(id(1));
        assertThat(rescued("\"pārcelšanu pieslēguma\"")).containsExactly(id(1));
        assertThat(rescued("pieslēgš*")).containsExactly(id(1));
        assertThat(rescued("pieslēguma zzyzzyx")).containsExactly(id(1));
        assertThat(rescued("tālruņa pieslēguma sarunām")).containsExactly(id(1));
        assertThat(rescued("pieslēguma zzyzzyx -pārcelšanu")).isEmpty();
        assertThat(rescued("aieslēguma type:invoice")).isEmpty();
        assertThat(found("aieslēguma")).isEmpty();
    }

    private List<DocumentId> rescued(String typed) {
        return new SearchRescue(index, Duration.ofMinutes(1))
                .search(QueryParser.parse(typed)).result().hits().stream()
                        .map(hit -> hit.document().id())
                        .toList();
    }

    @Test
    void findsAPartOfANumberInItsField() {
        Assumptions.assumeTrue(inflects());
        put(
                aDocument(1)
                        .field("contractNumber", "LV/20417-01", "LV/20417-01")
                        .page("viens"),
                aDocument(2)
                        .field("contractNumber", "LV/30417-02", "LV/30417-02")
                        .page("divi 20417"));

        assertThat(found("contract:20417")).containsExactly(id(1));
    }
}
