package org.kartoteka.ingest.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;

/**
 * A message as Outlook stores it ({@code .msg}).
 *
 * @param text message text under the lines From, To, Cc, Date and Subject
 */
public record OutlookMail(String text, List<Attachment> attachments) {
    /** The whole file is parsed into memory. */
    private static final long BYTES_MAX = 64L << 20;

    public OutlookMail {
        attachments = List.copyOf(attachments);
    }

    /** Something attached: a file's bytes, or another message. */
    public sealed interface Attachment {
        String name();

        /** A file. */
        @SuppressWarnings("ArrayRecordComponent") // written to disk at once
        record File(String name, byte[] bytes) implements Attachment {}

        /** A message within the message. */
        record Message(String name, OutlookMail mail) implements Attachment {}
    }

    /** Reads the message and, to the depth allowed, the messages in it. */
    public static OutlookMail read(Path file, Limits limits) throws IOException, UnreadableException {
        long size = Files.size(file);
        if (size > BYTES_MAX) {
            throw UnreadableException.over(Refusal.Code.TOO_LARGE, BYTES_MAX, size);
        }
        try (POIFSFileSystem store = new POIFSFileSystem(file.toFile(), true);
                MAPIMessage message = new MAPIMessage(store)) {
            return read(message, limits, 0);
        } catch (RuntimeException | IOException _) {
            // POI answers broken stores with exceptions of every kind.
            throw UnreadableException.damaged(Damage.OUTLOOK_MAIL);
        }
    }

    private static OutlookMail read(MAPIMessage message, Limits limits, int depth)
            throws IOException, UnreadableException {
        if (depth > limits.nestingMax()) {
            throw UnreadableException.over(Refusal.Code.TOO_DEEP, limits.nestingMax(), depth);
        }
        message.setReturnNullOnMissingChunk(true);
        if (message.has7BitEncodingStrings()) {
            message.guess7BitEncoding();
        }
        List<Attachment> attachments = new ArrayList<>();
        for (AttachmentChunks chunks : message.getAttachmentFiles()) {
            String name = name(chunks);
            if (chunks.isEmbeddedMessage()) {
                attachments.add(new Attachment.Message(name, read(chunks.getEmbeddedMessage(), limits, depth + 1)));
            } else if (chunks.getAttachData() != null) {
                attachments.add(new Attachment.File(name, chunks.getAttachData().getValue()));
            }
        }
        return new OutlookMail(TextSource.checked(text(message, limits), limits), attachments);
    }

    private static String name(AttachmentChunks chunks) {
        for (StringChunk chunk : new @Nullable StringChunk[] {
            chunks.getAttachLongFileName(), chunks.getAttachFileName(), chunks.getAttachDisplayName()
        }) {
            if (chunk != null && !chunk.getValue().isBlank()) {
                return chunk.getValue();
            }
        }
        return "";
    }

    private static String text(MAPIMessage message, Limits limits) throws IOException, UnreadableException {
        StringBuilder all = new StringBuilder();
        try {
            line(all, "From: ", message.getDisplayFrom());
            line(all, "To: ", message.getDisplayTo());
            line(all, "Cc: ", message.getDisplayCC());
            if (message.getMessageDate() != null) {
                var date = message.getMessageDate().toInstant().atOffset(java.time.ZoneOffset.UTC);
                line(all, "Date: ", DateTimeFormatter.RFC_1123_DATE_TIME.format(date));
            }
            line(all, "Subject: ", message.getSubject());
            return all.append('\n').append(body(message, limits)).toString();
        } catch (ChunkNotFoundException e) {
            throw new IllegalStateException("asked to return null for what is missing", e);
        }
    }

    private static void line(StringBuilder all, String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            all.append(label)
                    .append(value.replaceAll("\\p{Cntrl}+", " ").strip())
                    .append('\n');
        }
    }

    private static String body(MAPIMessage message, Limits limits)
            throws IOException, UnreadableException, ChunkNotFoundException {
        String plain = message.getTextBody();
        if (plain != null && !plain.isBlank()) {
            return plain;
        }
        String html = message.getHtmlBody();
        if (html != null && !html.isBlank()) {
            return TextSource.html(html, limits);
        }
        String rtf = message.getRtfBody();
        return rtf == null ? "" : TextSource.rtf(rtf, limits);
    }
}
