package org.kartoteka.ingest.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kartoteka.ingest.ComposeResult.Field;

class RegisteredReaderTest {
    private static final CustomerRegister REGISTER = CustomerRegister.parse("""
            customerNumber;name;phones;contractNumbers;addresses
            10033417;Ilgvars Pūcītis;+3714599812;LV/21001-01;"Rožu iela 9; Talsi"
            10058821;"SIA ""Rasas Lāse"", Ogre";;LV/21877-01|LV/21878-01;
            10058921;Anna Kalna;;;
            """, "customers.csv");

    @Test
    void readsQuotedCellsAndListsInCells() {
        assertThat(REGISTER.size()).isEqualTo(3);
        assertThat(REGISTER.byNumber("10058821").orElseThrow().name()).isEqualTo("SIA \"Rasas Lāse\", Ogre");
        assertThat(REGISTER.byNumber("10033417").orElseThrow().addresses()).containsExactly("Rožu iela 9; Talsi");
        assertThat(REGISTER.byContract("LV/21878-01")).isEqualTo(REGISTER.byNumber("10058821"));
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
        assertThatThrownBy(() -> CustomerRegister.parse("customerNumber,colour\n1,red\n", "x.csv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> CustomerRegister.parse("name\nAnna\n", "x.csv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("customerNumber");
        assertThatThrownBy(() -> CustomerRegister.parse("customerNumber,name\n1,A\n1,B\n", "x.csv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> CustomerRegister.parse("customerNumber,name\n1\n", "x.csv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 2");
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
