package org.kartoteka.ingest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.ingest.ComposeRequest;
import org.kartoteka.ingest.ComposeResult;
import org.kartoteka.ingest.ComposeResult.Field;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.Hints;
import org.kartoteka.ingest.PageRequest;
import org.kartoteka.ingest.PageResult;
import org.kartoteka.ingest.Provenance;
import org.kartoteka.ingest.ScanReader;

class RegisteredReaderTest {
    private static final CustomerRegister REGISTER = register("""
            customerNumber;name;phones;contractNumbers;addresses
            10033417;Ilgvars Pūcītis;+3714599812;LV/21001-01;"Rožu iela 9; Talsi"
            10058821;"SIA ""Rasas Lāse"", Ogre";;LV/21877-01|LV/21878-01;
            10058921;Anna Kalna;;;
            """);

    @Test
    void readsQuotedCellsAndListsInCells() {
        assertThat(REGISTER.size()).isEqualTo(3);
        assertThat(REGISTER.byNumber("10058821").orElseThrow().name()).isEqualTo("SIA \"Rasas Lāse\", Ogre");
        assertThat(REGISTER.byContract("LV/21878-01")).isEqualTo(REGISTER.byNumber("10058821"));
    }

    @Test
    void findsAContractHoweverItsLettersAreWritten() {
        CustomerRegister register = register("customerNumber,contractNumbers\n1,lv/21001-01\n");

        assertThat(register.byContract("LV/21001-01")).isPresent();
    }

    @Test
    void leavesAContractThatSeveralCustomersHave() {
        CustomerRegister register = register("customerNumber,contractNumbers\n1,C-1\n2,C-1\n3,C-1\n");

        assertThat(register.byContract("C-1")).isEmpty();
        assertThat(register.nearestContract("C-2")).isEmpty();
    }

    @Test
    void readsAFileWithAByteOrderMarkAndEmptyLines() {
        assertThat(register("\uFEFFcustomerNumber,name\r\n\r\n1,Anna\r\n").byNumber("1"))
                .isPresent();
    }

    @Test
    void aRegisterThatWasSpoiltIsReadOnceAndTheOneBeforeStaysInForce(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("customers.csv"), "customerNumber,name\n10033417,Anna Kalna\n");
        RegisteredReader reader = new RegisteredReader(new NamingReader(), file);
        Files.writeString(file, "customerNumber,name\n1\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));

        assertThat(number(reader)).isEqualTo("10033417");
        Files.writeString(file, "customerNumber,name\n10033478,Anna Kalna\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        assertThat(number(reader)).isEqualTo("10033417");
        Files.setLastModifiedTime(file, FileTime.fromMillis(2_000));
        assertThat(number(reader)).isEqualTo("10033478");
    }

    @Test
    void correctsANumberThatIsOneDigitOffAndSaysSo() {
        List<Field> settled = settled("customerNumber", "10033477", "customerName", "Ilgvars Pucitis");

        assertThat(values(settled))
                .containsEntry("customerNumber", "10033417")
                .containsEntry("customerName", "Ilgvars Pūcītis");
        assertThat(settled).allMatch(field -> field.source().equals(Field.REGISTER));
    }

    @Test
    void keepsThePrintedForm() {
        Field field = settled("contractNumber", "LV/21677-01").getFirst();

        assertThat(field.value()).isEqualTo("LV/21877-01");
        assertThat(field.printed()).isEqualTo("LV/21677-01");
    }

    @Test
    void leavesANumberThatMayBeTwoCustomers() {
        assertThat(values(settled("customerNumber", "10058721"))).containsEntry("customerNumber", "10058721");
    }

    @Test
    void leavesANumberWhoseNameIsSomebodyElses() {
        List<Field> settled = settled("customerNumber", "10033477", "customerName", "Haralds Teteris");

        assertThat(values(settled))
                .containsEntry("customerNumber", "10033477")
                .containsEntry("customerName", "Haralds Teteris");
        assertThat(settled).allMatch(field -> field.source().equals(Field.PAGE));
    }

    @Test
    void leavesTheNameWhereNumberAndContractAreOfTwoCustomers() {
        List<Field> settled = settled(
                "customerNumber", "10033417", "contractNumber", "LV/21877-01", "customerName", "Ilgvars Pucitis");

        assertThat(values(settled)).containsEntry("customerName", "Ilgvars Pucitis");
    }

    @Test
    void correctsAPhoneThatIsOneDigitOffFromTheCustomers() {
        assertThat(values(settled("customerNumber", "10033417", "phone", "+3714599872")))
                .containsEntry("phone", "+3714599812");
        assertThat(values(settled("customerNumber", "10033417", "phone", "+3714511111")))
                .containsEntry("phone", "+3714511111");
    }

    @Test
    void addsNothingThatIsNotOnThePage() {
        assertThat(settled("customerNumber", "10033417")).hasSize(1);
    }

    @Test
    void refusesARegisterThatCannotBeRight() {
        assertThatThrownBy(() -> register("customerNumber,colour\n1,red\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> register("customerNumber,name\n1,\"Anna\n"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> register("name\nAnna\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("customerNumber");
        assertThatThrownBy(() -> register("customerNumber,name\n10058821,A\n10058821,B\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 3")
                .hasMessageNotContaining("10058821");
        assertThatThrownBy(() -> register("customerNumber,name\n1\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }

    /** Reads the number 10033477 on every document. */
    private static final class NamingReader implements ScanReader {
        @Override
        public ExamineResult examine(ExamineRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PageResult readPage(PageRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ComposeResult compose(ComposeRequest request) {
            Field field = new Field("customerNumber", "10033477", "10033477", 1, List.of(), 0.6);
            return new ComposeResult.Composed("letter", 1, Map.of(), List.of(), "", List.of(field), Optional.empty());
        }

        @Override
        public String recipe() {
            return "";
        }

        @Override
        public Provenance provenance() {
            return new Provenance("", Map.of(), Map.of());
        }

        @Override
        public void close() {}
    }

    private static String number(RegisteredReader reader) {
        ComposeResult result = reader.compose(new ComposeRequest(List.of(), Hints.NONE, Path.of("unused")));
        return ((ComposeResult.Composed) result).fields().getFirst().value();
    }

    private static CustomerRegister register(String text) {
        try {
            return CustomerRegister.parse(new BufferedReader(new StringReader(text)), "customers.csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Field> settled(String... namesAndValues) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1], namesAndValues[i + 1], 1, List.of(), 0.6));
        }
        return SettledReading.of(REGISTER, fields);
    }

    private static Map<String, String> values(List<Field> fields) {
        return fields.stream().collect(Collectors.toMap(Field::name, Field::value));
    }
}
