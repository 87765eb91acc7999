package org.kartoteka.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class SearchCommandTest {
    @Test
    void saysHowManyWereFound() {
        assertThat(printed("{\"total\": 2, \"complete\": true, \"hits\": []}")).isEqualTo("2 documents");
        assertThat(printed("{\"total\": 0, \"complete\": true, \"hits\": []}")).isEqualTo("nothing found");
    }

    @Test
    void saysWhereTheSearchStoppedAtItsTimeLimit() {
        assertThat(printed("{\"total\": 2, \"complete\": false, \"hits\": []}"))
                .startsWith("2 documents")
                .contains("there may be more");
    }

    private static String printed(String answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SearchCommand.print(JsonMapper.shared().readTree(answer), new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).strip();
    }
}
