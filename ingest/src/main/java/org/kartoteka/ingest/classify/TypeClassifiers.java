package org.kartoteka.ingest.classify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.kartoteka.ingest.linear.LinearModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classifier of the models folder, and the one that was asked for last: a learned model comes with the request, so that
 * a running worker takes up another one with the next document. Safe for any number of threads.
 */
public final class TypeClassifiers {
    private static final Logger log = LoggerFactory.getLogger(TypeClassifiers.class);

    /** A classifier with the SHA-256 of its model, in hexadecimal. */
    public record Named(TypeClassifier classifier, String digest) {}

    private record Loaded(Path file, Named named) {}

    private final DocumentTypes types;
    private final Named shipped;
    private Optional<Loaded> last = Optional.empty();

    private TypeClassifiers(DocumentTypes types, Named shipped) {
        this.types = types;
        this.shipped = shipped;
    }

    /** Reads types and model of a models folder; fails as {@link TypeClassifier#load}. */
    public static TypeClassifiers load(Path modelsFolder) {
        Path file = modelsFolder.resolve(TypeClassifier.MODEL_FILE);
        DocumentTypes types = DocumentTypes.load(modelsFolder);
        try {
            return new TypeClassifiers(types, read(file, types));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read model of document types " + file, e);
        }
    }

    /** By this model, whose file never changes under its name; by that of the models folder where none is given or it cannot be used. */
    public synchronized Named by(Optional<Path> model) {
        if (model.isEmpty()) {
            return shipped;
        }
        Path file = model.get();
        if (last.filter(loaded -> loaded.file().equals(file)).isEmpty()) {
            try {
                last = Optional.of(new Loaded(file, read(file, types)));
            } catch (IOException | IllegalArgumentException e) {
                log.atWarn().setCause(e).log("a learned type model cannot be used; the shipped one decides");
                return shipped;
            }
        }
        return last.get().named();
    }

    private static Named read(Path file, DocumentTypes types) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return new Named(new TypeClassifier(LinearModel.fromBytes(bytes), types), sha256(bytes));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
