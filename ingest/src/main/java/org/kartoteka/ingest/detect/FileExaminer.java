package org.kartoteka.ingest.detect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.kartoteka.ingest.ExamineRequest;
import org.kartoteka.ingest.ExamineResult;
import org.kartoteka.ingest.ReadingSettings.Limits;
import org.kartoteka.ingest.Refusal;
import org.kartoteka.ingest.page.MailText;
import org.kartoteka.ingest.page.MediaTypes;
import org.kartoteka.ingest.page.OutlookMail;
import org.kartoteka.ingest.page.PageContents;
import org.kartoteka.ingest.page.UnreadableException;

/**
 * Finds out what a file is, unpacks it, and counts its pages. Decodes no image and draws no page.
 *
 * <p>A component that cannot be read (damaged, encrypted, of a format without pages) becomes a part with a refusal. A limit
 * that is passed anywhere inside (nesting, unpacked bytes, components, pages) refuses the whole file: half of such a file
 * would pass for all of it. So does a file that is cut off, for the same reason. A container without a single page is
 * refused for the reason of its first component.
 *
 * <p>Pictures of less than {@value #LOGO_PIXELS} pixels a side that a mail shows within its text (logos, smileys, rules)
 * are no parts; they remain in the original.
 *
 * <p>Any number of threads. Same bytes, name and limits give the same result.
 */
public final class FileExaminer {
    private static final int LOGO_PIXELS = 100;
    /** A rule or a spacer is long but thin. */
    private static final int RULE_PIXELS = 24;

    private final Limits limits;
    private final MediaTypeDetector detector = new MediaTypeDetector();

    public FileExaminer(Limits limits) {
        this.limits = limits;
    }

    /** A file on the way through the examiner; {@code depth} counts the containers around it. */
    record Component(Path file, String name, int depth) {}

    public ExamineResult examine(ExamineRequest request) {
        Unpacking unpacking = new Unpacking(request.workFolder(), limits);
        try {
            long size = Files.size(request.file());
            if (size > limits.fileBytesMax()) {
                throw UnreadableException.over(Refusal.Code.TOO_LARGE, limits.fileBytesMax(), size);
            }
            String mediaType = detector.detect(request.file(), request.fileName());
            take(new Component(request.file(), request.fileName(), 0), mediaType, unpacking);
            if (unpacking.pages() == 0) {
                return new ExamineResult.Refused(withoutPages(unpacking));
            }
            return new ExamineResult.Examined(mediaType, unpacking.parts());
        } catch (UnreadableException e) {
            return new ExamineResult.Refused(e.refusal());
        } catch (IOException _) {
            return new ExamineResult.Refused(
                    new Refusal(Refusal.Code.READER_UNAVAILABLE, Map.of("what", "file-or-work-folder")));
        }
    }

    private static Refusal withoutPages(Unpacking unpacking) {
        return unpacking.parts().stream()
                .flatMap(part -> part.refusal().stream())
                .findFirst()
                .orElse(Refusal.of(Refusal.Code.NO_PAGES));
    }

    private void take(Component component, String mediaType, Unpacking unpacking)
            throws IOException, UnreadableException {
        if (component.depth() > limits.nestingMax()) {
            throw UnreadableException.over(Refusal.Code.TOO_DEEP, limits.nestingMax(), component.depth());
        }
        switch (mediaType) {
            case MediaTypes.ZIP -> {
                unpacking.add(component.file(), component.name(), mediaType, 0);
                ZipContents.each(component.file(), new ZipContents.Taker() {
                    @Override
                    public void take(String name, InputStream content) throws IOException, UnreadableException {
                        takeInner(name, unpacking.store(content), component.depth() + 1, unpacking);
                    }

                    @Override
                    public void refuse(String name, Refusal refusal) throws UnreadableException {
                        unpacking.addRefused(unpacking.next(), name, "application/octet-stream", refusal);
                    }
                });
            }
            case MediaTypes.MAIL -> takeMail(component, unpacking);
            case MediaTypes.OUTLOOK_MAIL -> {
                OutlookMail mail = OutlookMail.read(component.file(), limits);
                addText(component, mediaType, unpacking);
                takeAttachments(mail, component.depth() + 1, unpacking);
            }
            default -> {
                if (!MediaTypes.hasPages(mediaType)) {
                    throw new UnreadableException(
                            new Refusal(Refusal.Code.UNSUPPORTED_TYPE, Map.of("mediaType", mediaType)));
                }
                unpacking.add(
                        component.file(),
                        component.name(),
                        mediaType,
                        PageContents.count(component.file(), mediaType, limits));
            }
        }
    }

    private void addText(Component component, String mediaType, Unpacking unpacking) throws UnreadableException {
        int pages = PageContents.count(component.file(), mediaType, limits);
        unpacking.add(component.file(), component.name(), mediaType, pages);
    }

    /** What lies inside a container fails alone, unless it passes a limit. */
    private void takeInner(String name, Path file, int depth, Unpacking unpacking)
            throws IOException, UnreadableException {
        String mediaType = "application/octet-stream";
        int before = unpacking.parts().size();
        try {
            mediaType = detector.detect(file, name);
            take(new Component(file, name, depth), mediaType, unpacking);
        } catch (UnreadableException e) {
            if (concernsWhole(e.refusal())) {
                throw e;
            }
            if (unpacking.parts().size() == before) {
                unpacking.addRefused(file, name, mediaType, e.refusal());
            } else {
                unpacking.addRefused(file, name + " …", mediaType, e.refusal());
            }
        }
    }

    private static boolean concernsWhole(Refusal refusal) {
        return switch (refusal.code()) {
            case TOO_DEEP, TOO_MANY_PAGES, EXPANDS_TOO_FAR -> true;
            case UNSUPPORTED_TYPE,
                    ENCRYPTED,
                    DAMAGED,
                    EMPTY_FILE,
                    TOO_LARGE,
                    TOO_MANY_PIXELS,
                    NO_PAGES,
                    TIME_LIMIT,
                    MEMORY_LIMIT,
                    ENGINE_FAILED,
                    READER_UNAVAILABLE -> false;
        };
    }

    private void takeMail(Component component, Unpacking unpacking) throws IOException, UnreadableException {
        addText(component, MediaTypes.MAIL, unpacking);
        MailText.read(component.file(), limits, (name, declaredType, inline, content) -> {
            Path file = unpacking.store(content);
            if (inline && isLogo(file, name)) {
                return;
            }
            takeInner(attachmentName(name, declaredType), file, component.depth() + 1, unpacking);
        });
    }

    private static String attachmentName(String name, String declaredType) {
        if (!name.isBlank()) {
            return name;
        }
        return declaredType.equals(MediaTypes.MAIL) ? "message.eml" : declaredType.replace('/', '-');
    }

    private boolean isLogo(Path file, String name) throws IOException {
        try {
            String mediaType = detector.detect(file, name);
            return PageContents.imageSize(file, mediaType)
                    .filter(size -> Math.max(size.width(), size.height()) < LOGO_PIXELS
                            || Math.min(size.width(), size.height()) < RULE_PIXELS)
                    .isPresent();
        } catch (UnreadableException _) {
            return false;
        }
    }

    private void takeAttachments(OutlookMail mail, int depth, Unpacking unpacking)
            throws IOException, UnreadableException {
        for (OutlookMail.Attachment attachment : mail.attachments()) {
            switch (attachment) {
                case OutlookMail.Attachment.File file -> {
                    Path stored = unpacking.store(new java.io.ByteArrayInputStream(file.bytes()));
                    takeInner(attachmentName(file.name(), "file"), stored, depth, unpacking);
                }
                case OutlookMail.Attachment.Message message -> {
                    byte[] text = message.mail().text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                    Path stored = unpacking.store(new java.io.ByteArrayInputStream(text));
                    Component inner = new Component(stored, attachmentName(message.name(), MediaTypes.MAIL), depth);
                    addText(inner, MediaTypes.TEXT, unpacking);
                    takeAttachments(message.mail(), depth + 1, unpacking);
                }
            }
        }
    }
}
