package org.kartoteka.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kartoteka.archive.UnknownFormat;
import org.kartoteka.archive.copy.CopyArchive;
import org.kartoteka.archive.copy.CopyFinding;
import org.kartoteka.archive.copy.CopyRefused;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.store.ObjectStoreException;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.SettingsFile;
import org.kartoteka.server.config.UserError;
import org.kartoteka.server.filesystem.FilesystemObjectStore;
import org.kartoteka.server.s3.S3ObjectStore;
import org.kartoteka.server.wiring.BucketSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies the archive between the data folder and the bucket of the settings file. */
@Command(
        name = "copy",
        description = {
            "Copies the whole archive to an empty store, compares every object by digest, and may be run again to go on.",
            "Stop the service first. Afterwards run 'reindex' where the copy is used."
        },
        mixinStandardHelpOptions = true)
public final class CopyCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "STORE",
            description = "standalone (the data folder) or clustered (the bucket of the settings file).")
    private Store from = Store.STANDALONE;

    @Option(names = "--to", required = true, paramLabel = "STORE", description = "Likewise; the other one.")
    private Store to = Store.CLUSTERED;

    @Option(
            names = "--threads",
            paramLabel = "COUNT",
            defaultValue = "8",
            description = "Objects copied at once, 1 to 64 (default: ${DEFAULT-VALUE}).")
    private int threads;

    /** Where an archive can be. */
    enum Store {
        STANDALONE,
        CLUSTERED
    }

    @Override
    public Integer call() throws IOException {
        if (from == to) {
            throw new UserError("an archive is copied from one store to another: give standalone and clustered");
        }
        if (threads < 1 || threads > 64) {
            throw new UserError("--threads must be from 1 to 64");
        }
        DataFolder folder = data.folder();
        if (folder.isTaken()) {
            throw new UserError("the service works in %s: stop it first".formatted(folder.root()));
        }
        try (FilesystemObjectStore disk = openFolder(folder);
                S3ObjectStore objects = BucketSettings.open(
                        SettingsFile.read(folder.settingsFile()).s3())) {
            return from == Store.STANDALONE ? copy(disk, objects) : copy(objects, disk);
        } catch (CopyRefused | UnknownFormat e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        } catch (ObjectStoreException e) {
            throw new UserError(e.getMessage() + "; run the same copy again to go on", e);
        }
    }

    private FilesystemObjectStore openFolder(DataFolder folder) throws IOException {
        if (from == Store.STANDALONE && !Files.exists(folder.archive().resolve("archive.json"))) {
            throw new UserError("there is no archive in " + folder.archive());
        }
        folder.create(false);
        return FilesystemObjectStore.open(folder.archive());
    }

    private int copy(ObjectStore source, ObjectStore target) {
        CopyArchive.Progress done =
                new CopyArchive(source, target).run(threads, CopyCommand::print, CopyCommand::printProgress);
        if (!done.isWhole()) {
            System.out.printf(
                    Locale.ROOT,
                    "%d findings: the copy is not whole and will not be opened as an archive; mend them and run it again%n",
                    done.findings());
            return 1;
        }
        System.out.printf(
                Locale.ROOT,
                "The copy is whole: %d objects copied (%.1f MiB), %d were there. Now start the service, then run: kartoteka reindex, kartoteka verify%n",
                done.copied(),
                done.copiedBytes() / (1024.0 * 1024),
                done.alreadyThere());
        return 0;
    }

    private static void print(CopyFinding finding) {
        System.out.printf(Locale.ROOT, "%s: %s%n", finding.key(), finding.kind().words());
    }

    private static void printProgress(CopyArchive.Progress progress) {
        System.out.printf(
                Locale.ROOT,
                "%d objects copied (%.1f MiB), %d were there%n",
                progress.copied(),
                progress.copiedBytes() / (1024.0 * 1024),
                progress.alreadyThere());
    }
}
