package org.kartoteka.server.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An HTTP answer that {@link FaultProxy} gives in the server's place. */
public record CannedAnswer(int status, String reason, String contentType, String body) {
    public static final CannedAnswer SLOW_DOWN = new CannedAnswer(
            503,
            "Slow Down",
            "application/xml",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message><RequestId>1</RequestId></Error>");
    public static final CannedAnswer TOO_MANY_REQUESTS = new CannedAnswer(
            429, "Too Many Requests", "application/json", "{\"error\":\"too many requests\",\"status\":429}");

    byte[] bytes(boolean toHead) {
        byte[] content = body.getBytes(UTF_8);
        String head =
                "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nRetry-After: 1\r\nConnection: close\r\n\r\n"
                        .formatted(status, reason, contentType, content.length);
        return (toHead ? head : head + body).getBytes(UTF_8);
    }
}
