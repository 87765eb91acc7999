package org.kartoteka.server.s3;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import io.minio.messages.ErrorResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call that failed, told from whatever the SDK threw. Holds no secrets: the SDK's own messages have the
 * store's words, and those never have the key.
 *
 * @param reason cause and what to do, for the end of a message
 */
record Failure(Kind kind, String reason, Throwable cause) {
    /** What a caller can act on. */
    enum Kind {
        /** There is no such object. */
        MISSING,
        /** The key is taken. */
        TAKEN,
        /** The range begins behind the object's end. */
        BEYOND_END,
        /** The multipart upload is not there any more: completed by an earlier try, or aborted. */
        NO_UPLOAD,
        /** The store does not know this call or header. */
        UNSUPPORTED,
        /** The store refused, and will again until somebody changes something. */
        REFUSED,
        /** The content could not be read where it comes from. */
        SOURCE,
        /** It may pass by itself. */
        PASSING
    }

    private static final Set<Integer> PASSING_STATUS = Set.of(408, 429, 499, 500, 502, 503, 504, 520);
    private static final Set<String> PASSING_CODES = Set.of(
            "SlowDown",
            "ServiceUnavailable",
            "InternalError",
            "RequestTimeout",
            "RequestTimeTooSkewed",
            "ConditionalRequestConflict",
            "OperationAborted",
            "Throttling",
            "ThrottlingException",
            "TooManyRequests",
            // What arrived was not what was sent: damaged on the way.
            "BadDigest",
            "XAmzContentSHA256Mismatch",
            "XAmzContentChecksumMismatch",
            "IncompleteBody");
    private static final Pattern STATUS = Pattern.compile("Response code: (\\d{3})");
    private static final int WORDS_MAX = 200;

    static Failure of(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case SourceUnreadable source ->
                new Failure(
                        Kind.SOURCE,
                        "its content cannot be read (%s); will be tried again".formatted(words(source.getMessage())),
                        source);
            case ErrorResponseException answer -> answered(answer.response().code(), answer.errorResponse(), answer);
            case ServerException server -> byStatus(server.statusCode(), "", server);
            case InvalidResponseException odd -> byStatus(status(odd), "an answer that is not S3's", odd);
            case SSLHandshakeException tls ->
                new Failure(
                        Kind.REFUSED,
                        "no trusted TLS connection (%s); give the authority's certificates as CA file"
                                .formatted(words(tls.getMessage())),
                        tls);
            case SSLPeerUnverifiedException tls ->
                new Failure(Kind.REFUSED, "the store's certificate is for another host; mend that", tls);
            case IOException io ->
                new Failure(
                        Kind.PASSING,
                        "the store cannot be reached or broke off (%s %s); will be tried again"
                                .formatted(io.getClass().getSimpleName(), words(io.getMessage())),
                        io);
            default ->
                cause.getCause() instanceof IOException inner
                        ? of(inner)
                        : new Failure(
                                Kind.REFUSED,
                                "%s %s".formatted(cause.getClass().getSimpleName(), words(cause.getMessage())),
                                cause);
        };
    }

    private static Failure answered(int status, ErrorResponse error, Throwable cause) {
        String code = String.valueOf(error.code());
        if (PASSING_CODES.contains(code)) {
            return new Failure(Kind.PASSING, said(status, code, error.message()) + "; will be tried again", cause);
        }
        return switch (code) {
            case "NoSuchKey", "NoSuchVersion" -> new Failure(Kind.MISSING, said(status, code, error.message()), cause);
            case "NoSuchUpload" -> new Failure(Kind.NO_UPLOAD, said(status, code, error.message()), cause);
            case "NoSuchBucket" ->
                new Failure(Kind.REFUSED, "there is no such bucket; create it, or correct its name", cause);
            case "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AccountProblem" ->
                new Failure(
                        Kind.REFUSED,
                        said(status, code, error.message())
                                + "; give this access key the permissions of docs/operations/s3.md, or correct the keys",
                        cause);
            default -> byStatus(status, code + " " + words(error.message()), cause);
        };
    }

    private static Failure byStatus(int status, String words, Throwable cause) {
        String said = "the store answered %d %s".formatted(status, words).strip();
        if (PASSING_STATUS.contains(status)) {
            return new Failure(Kind.PASSING, said + "; will be tried again", cause);
        }
        return switch (status) {
            case 412 -> new Failure(Kind.TAKEN, said, cause);
            case 416 -> new Failure(Kind.BEYOND_END, said, cause);
            // A conflict with another writer at this very moment: the next try tells who won.
            case 409 -> new Failure(Kind.PASSING, said + "; will be tried again", cause);
            case 404 -> new Failure(Kind.MISSING, said, cause);
            case 405, 501 -> new Failure(Kind.UNSUPPORTED, said, cause);
            case 507 -> new Failure(Kind.PASSING, said + "; the store is full, make room; will be tried again", cause);
            default -> new Failure(Kind.REFUSED, said + "; mend that, it will be tried again", cause);
        };
    }

    private static String said(int status, String code, String message) {
        return "the store answered %d %s %s"
                .formatted(status, code, words(message))
                .strip();
    }

    private static int status(InvalidResponseException odd) {
        Matcher status = STATUS.matcher(String.valueOf(odd.getMessage()));
        return status.find() ? Integer.parseInt(status.group(1)) : 502;
    }

    private static String words(@Nullable String text) {
        String line = text == null ? "" : text.replaceAll("\\s+", " ").strip();
        return line.length() > WORDS_MAX ? line.substring(0, WORDS_MAX) + "…" : line;
    }

    /** Content that could not be read at its source: no fault of the store, and no use in asking it again. */
    static final class SourceUnreadable extends IOException {
        private static final long serialVersionUID = 1L;

        SourceUnreadable(IOException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }
}
