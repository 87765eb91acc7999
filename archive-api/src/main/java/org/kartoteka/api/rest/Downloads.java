package org.kartoteka.api.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.kartoteka.archive.rendition.RenditionRef;
import org.kartoteka.archive.store.ObjectStore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Streams stored objects: whole or in part, never held in memory.
 *
 * <p>What was dropped may be hostile. It is always handed out as an attachment, under a type that no browser shows, in a
 * sandbox. Only page images, which we made ourselves, are shown.
 */
final class Downloads {
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/webp");
    private static final Set<String> SAVED = Set.of(
            "application/pdf",
            "image/tiff",
            "image/png",
            "image/jpeg",
            "application/zip",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    private static final String OPAQUE = "application/octet-stream";

    private final ObjectStore store;

    Downloads(ObjectStore store) {
        this.store = store;
    }

    /** Sends the object to be saved under the name. */
    void save(RenditionRef object, String fileName, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, FileNames.attachment(fileName));
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
        send(object, SAVED.contains(object.mediaType()) ? object.mediaType() : OPAQUE, request, response);
    }

    /** Sends an image to be shown in a page of ours. */
    void show(RenditionRef image, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean shown = SHOWN.contains(image.mediaType());
        if (!shown) {
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, FileNames.attachment("page"));
        }
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
        send(image, shown ? image.mediaType() : OPAQUE, request, response);
    }

    private void send(RenditionRef object, String contentType, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String etag = "\"" + object.digest().hex() + "\"";
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH), etag)) {
            response.setStatus(HttpStatus.NOT_MODIFIED.value());
            return;
        }
        long size = object.sizeBytes();
        switch (ByteRange.parse(askedRange(request, etag), size)) {
            case ByteRange.Whole() ->
                transfer(object, new ByteRange(0, size), HttpStatus.OK, contentType, request, response);
            case ByteRange.Part(ByteRange range) -> {
                response.setHeader(HttpHeaders.CONTENT_RANGE, range.of(size));
                transfer(object, range, HttpStatus.PARTIAL_CONTENT, contentType, request, response);
            }
            case ByteRange.Beyond() -> {
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
                response.sendError(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
            }
        }
    }

    /** A part is of use only together with the parts the client has: with other bytes it wants the whole. */
    private static Optional<String> askedRange(HttpServletRequest request, String etag) {
        String condition = request.getHeader(HttpHeaders.IF_RANGE);
        boolean holds = condition == null || condition.strip().equals(etag);
        return holds ? Optional.ofNullable(request.getHeader(HttpHeaders.RANGE)) : Optional.empty();
    }

    private static boolean isKnown(@org.jspecify.annotations.Nullable String header, String etag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }

    private void transfer(
            RenditionRef object,
            ByteRange range,
            HttpStatus status,
            String contentType,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        // Opened first: where it is missing, the answer can still be a failure.
        try (InputStream in = store.open(object.key(), range.offset(), range.length())) {
            response.setStatus(status.value());
            response.setContentType(contentType);
            response.setContentLengthLong(range.length());
            if (!request.getMethod().equals("HEAD")) {
                in.transferTo(response.getOutputStream());
            }
        }
    }
}
