package org.kartoteka.ingest.page;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.parser.ContentHandler;
import org.apache.james.mime4j.parser.MimeStreamParser;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.kartoteka.ingest.Damage;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;

/**
 * Goes through an Internet mail once, as a stream: its message text, under the lines From, To, Cc, Date and Subject, and
 * what is attached to it. A mail within the mail is an attachment.
 */
public final class MailText {
    private static final int MULTIPART_DEPTH_MAX = 50;
    private static final int PARTS_MAX = 5_000;

    /** Takes the attachments, in order. */
    public interface Attachments {
        /**
         * @param name as the sender wrote it, any character; may be empty
         * @param declaredType media type as the sender wrote it
         * @param inline shown within the text, such as a logo
         * @param content decoded; valid during the call
         */
        void take(String name, String declaredType, boolean inline, InputStream content)
                throws IOException, UnreadableException;
    }

    private MailText() {}

    static String read(Path file, Limits limits) throws IOException, UnreadableException {
        return read(file, limits, (_, _, _, _) -> {});
    }

    /** Returns the message text, its attachments handed over on the way. */
    public static String read(Path file, Limits limits, Attachments attachments)
            throws IOException, UnreadableException {
        MimeConfig config = new MimeConfig.Builder()
                .setMaxLineLen(-1)
                .setMaxHeaderLen(256 * 1024)
                .setMaxHeaderCount(5_000)
                .setMaxContentLen(-1)
                .build();
        MimeStreamParser parser = new MimeStreamParser(config);
        Walker walker = new Walker(limits, attachments);
        parser.setContentHandler(walker);
        parser.setContentDecoding(true);
        parser.setNoRecurse();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            parser.parse(in);
        } catch (Unwinding e) {
            throw e.reason;
        } catch (MimeException _) {
            throw UnreadableException.damaged(Damage.MAIL_STRUCTURE);
        }
        return TextSource.checked(walker.text(), limits);
    }

    /** Carries our exception through the parser. */
    private static final class Unwinding extends MimeException {
        private static final long serialVersionUID = 1L;
        private final transient UnreadableException reason;

        Unwinding(UnreadableException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /** Text found; of several with the same {@code choice} only one is wanted. */
    private record Found(int choice, boolean html, String text) {}

    private static final class Walker implements ContentHandler {
        private final Limits limits;
        private final Attachments attachments;
        private final MailHeader message = new MailHeader();
        private final List<Found> texts = new ArrayList<>();
        private final List<Integer> choices = new ArrayList<>();
        private MailHeader header = message;
        private boolean first = true;
        private int parts;
        private int textLength;

        Walker(Limits limits, Attachments attachments) {
            this.limits = limits;
            this.attachments = attachments;
        }

        String text() {
            StringBuilder all = new StringBuilder();
            line(all, "From: ", message.text("from"));
            line(all, "To: ", message.text("to"));
            line(all, "Cc: ", message.text("cc"));
            line(all, "Date: ", message.text("date"));
            line(all, "Subject: ", message.text("subject"));
            Set<Integer> chosen = new HashSet<>();
            for (Found found : texts) {
                boolean single = found.choice() == 0;
                if (single || chosen.add(found.choice())) {
                    Found wanted = single ? found : best(found.choice());
                    all.append('\n').append(wanted.text().strip()).append('\n');
                }
            }
            return all.toString();
        }

        private static void line(StringBuilder all, String label, String value) {
            if (!value.isEmpty()) {
                all.append(label).append(value).append('\n');
            }
        }

        /** Plain text where it says anything, else HTML. */
        private Found best(int choice) {
            List<Found> candidates =
                    texts.stream().filter(t -> t.choice() == choice).toList();
            return candidates.stream()
                    .filter(t -> !t.html() && !t.text().isBlank())
                    .findFirst()
                    .or(() -> candidates.stream().filter(Found::html).findFirst())
                    .orElse(candidates.getFirst());
        }

        @Override
        public void startHeader() {
            header = first ? message : new MailHeader();
            first = false;
        }

        @Override
        public void field(Field field) {
            header.add(field);
        }

        @Override
        public void startMultipart(BodyDescriptor body) throws MimeException {
            if (choices.size() >= MULTIPART_DEPTH_MAX) {
                throw new Unwinding(
                        UnreadableException.over(Refusal.Code.TOO_DEEP, MULTIPART_DEPTH_MAX, choices.size() + 1L));
            }
            int outer = choices.isEmpty() ? 0 : choices.getLast();
            choices.add("multipart/alternative".equals(body.getMimeType()) ? ++parts : outer);
        }

        @Override
        public void endMultipart() {
            choices.removeLast();
        }

        @Override
        public void body(BodyDescriptor body, InputStream in) throws MimeException, IOException {
            if (++parts > PARTS_MAX) {
                throw new Unwinding(UnreadableException.over(Refusal.Code.EXPANDS_TOO_FAR, PARTS_MAX, parts));
            }
            try {
                take(body, in);
            } catch (UnreadableException e) {
                throw new Unwinding(e);
            }
        }

        private void take(BodyDescriptor body, InputStream in) throws IOException, UnreadableException {
            String type = body.getMimeType();
            String name = header.fileName();
            boolean attached = header.value("content-disposition").equals("attachment") || !name.isEmpty();
            boolean plain = type.equals("text/plain");
            boolean html = type.equals("text/html");
            if (attached || (!plain && !html)) {
                boolean inline = !header.text("content-id").isEmpty()
                        || header.value("content-disposition").equals("inline");
                attachments.take(name, type, inline, in);
                return;
            }
            int limit = 4 * (limits.textLengthMax() - Math.min(limits.textLengthMax() - 1, textLength));
            byte[] bytes = in.readNBytes(limit + 1);
            String decoded = TextCharset.decode(bytes, header.parameter("content-type", "charset"));
            textLength += decoded.length();
            if (bytes.length > limit || textLength > limits.textLengthMax()) {
                throw UnreadableException.over(Refusal.Code.TOO_LARGE, limits.textLengthMax(), textLength);
            }
            String text = html ? TextSource.html(decoded, limits) : decoded;
            texts.add(new Found(choices.isEmpty() ? 0 : choices.getLast(), html, text));
        }

        @Override
        public void startMessage() {
            // The first header is the message's.
        }

        @Override
        public void endMessage() {
            // Nothing is open.
        }

        @Override
        public void startBodyPart() {
            // Its header follows.
        }

        @Override
        public void endBodyPart() {
            // Nothing is open.
        }

        @Override
        public void endHeader() {
            // Fields were taken one by one.
        }

        @Override
        public void preamble(InputStream in) {
            // For programs that cannot read multipart mails.
        }

        @Override
        public void epilogue(InputStream in) {
            // Not part of the mail.
        }

        @Override
        public void raw(InputStream in) {
            // Only in raw mode.
        }
    }
}
