package org.kartoteka.ingest.register;

import java.util.ArrayList;
import java.util.List;

/** Takes text apart as RFC 4180 says; the separator is a comma or a semicolon, whichever the first line has more of. */
final class CsvRows {
    private final String text;
    private final char separator;
    private int at;

    private CsvRows(String text) {
        this.text = text;
        String first = text.lines().findFirst().orElse("");
        long semicolons = first.chars().filter(c -> c == ';').count();
        long commas = first.chars().filter(c -> c == ',').count();
        this.separator = semicolons > commas ? ';' : ',';
    }

    static List<List<String>> of(String text) {
        CsvRows rows = new CsvRows(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<List<String>> all = new ArrayList<>();
        while (rows.at < rows.text.length()) {
            List<String> row = rows.row();
            if (row.size() > 1 || !row.getFirst().isBlank()) {
                all.add(row);
            }
        }
        return all;
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(cell().strip());
            if (at >= text.length()) {
                return cells;
            }
            char end = text.charAt(at++);
            if (end != separator) {
                if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
                    at++;
                }
                return cells;
            }
        }
    }

    private String cell() {
        StringBuilder out = new StringBuilder();
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        at += quoted ? 1 : 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quoted && c == '"') {
                at++;
                if (at >= text.length() || text.charAt(at) != '"') {
                    quoted = false;
                    continue;
                }
            } else if (!quoted && (c == separator || c == '\n' || c == '\r')) {
                break;
            }
            out.append(c);
            at++;
        }
        return out.toString();
    }
}
