package org.kartoteka.server.command;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** A form with one file, as {@code multipart/form-data} (RFC 7578); the file is streamed. */
record MultipartBody(String boundary, BodyPublisher publisher) {
    static MultipartBody of(Path file, Map<String, String> fields) throws IOException {
        String boundary = "kartoteka-" + UUID.randomUUID();
        StringBuilder head = new StringBuilder();
        fields.forEach((name, value) -> head.append(partHead(boundary, "name=\"" + quoted(name) + "\""))
                .append("\r\n")
                .append(value)
                .append("\r\n"));
        head.append(partHead(
                        boundary, "name=\"file\"; filename=\"" + quoted(String.valueOf(file.getFileName())) + "\""))
                .append("Content-Type: application/octet-stream\r\n\r\n");
        return new MultipartBody(
                boundary,
                BodyPublishers.concat(
                        BodyPublishers.ofString(head.toString(), StandardCharsets.UTF_8),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n", StandardCharsets.UTF_8)));
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    private static String partHead(String boundary, String disposition) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n";
    }

    /** As browsers do it: the three characters that would break the header are percent-encoded. */
    private static String quoted(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
