package org.kartoteka.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what in the folders of intake. */
class IntakeFoldersTest {
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("------rwx");
    private static final Set<PosixFilePermission> NOT_THE_OWNER = PosixFilePermissions.fromString("---rwxrwx");

    @TempDir
    Path root;

    private IntakeFolders folders;

    @BeforeEach
    void needOwnersAndGroups() throws IOException {
        assumeThat(Files.getFileStore(root).supportsFileAttributeView("posix")).isTrue();
        folders = IntakeFolders.below(root.resolve("data"));
    }

    @Test
    void othersMayNotLookIntoAnyOfThem() throws IOException {
        folders.prepare();

        for (Path folder : List.of(folders.inbox(), folders.taken(), folders.done(), folders.refused())) {
            assertThat(Files.getPosixFilePermissions(folder))
                    .as(folder.toString())
                    .doesNotContainAnyElementsOf(OTHERS);
        }
    }

    @Test
    void whatIsBeingReadIsTheServicesAlone() throws IOException {
        folders.prepare();

        assertThat(Files.getPosixFilePermissions(folders.taken())).doesNotContainAnyElementsOf(NOT_THE_OWNER);
    }

    @Test
    void theGroupNeverWritesInDone() throws IOException {
        folders.prepare();

        assertThat(Files.getPosixFilePermissions(folders.done())).doesNotContain(PosixFilePermission.GROUP_WRITE);
    }

    @Test
    void folderThatIsThereKeepsWhatItsOwnerGaveIt() throws IOException {
        Set<PosixFilePermission> given = PosixFilePermissions.fromString("rwxrwxr-x");
        Files.createDirectories(folders.inbox());
        Files.setPosixFilePermissions(folders.inbox(), given);

        folders.prepare();

        assertThat(Files.getPosixFilePermissions(folders.inbox())).isEqualTo(given);
    }

    @Test
    void fileInThePlaceOfAFolderIsNamedAndLeftAlone() throws IOException {
        Files.createDirectories(root.resolve("data"));
        Files.createFile(folders.done());

        assertThatThrownBy(folders::prepare)
                .isInstanceOf(IntakeFolders.IntakeUnusable.class)
                .hasMessageContaining(folders.done().toString())
                .hasMessageContaining("something else has that name");
    }
}
