package org.carafe.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.carafe.cli.context.ApplicationContext;
import org.carafe.cli.shell.Origin;
import org.carafe.cli.shell.Shell;
import org.carafe.core.migration.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in this process, with the module Notes, on a database of its own. */
class ShellCommandTest {
  private static final List<String> PROPERTIES =
      List.of("carafe.profile", "secret.key", "db.url", "db.user", "db.password");

  private final PrintStream realOut = System.out;
  private final PrintStream realErr = System.err;
  private final InputStream realIn = System.in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Database database;

  @BeforeEach
  void prepare() throws SQLException {
    database = SharedDatabase.fresh("shell");
    database.execute(
        "create table jotted (id bigint auto_increment primary key, title varchar(80) not null, pass_hash varchar(20))");
    System.setProperty("secret.key", "a secret of more than thirty-two characters");
    System.setProperty("db.url", database.url());
    System.setProperty("db.user", database.user());
    System.setProperty("db.password", database.password());
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(realOut);
    System.setErr(realErr);
    System.setIn(realIn);
    PROPERTIES.forEach(System::clearProperty);
  }

  private int shell(String java, String... more) {
    out.reset();
    err.reset();
    var arguments = new java.util.ArrayList<>(List.of("shell", "-c", java));
    arguments.addAll(List.of(more));
    return Main.execute(arguments.toArray(String[]::new));
  }

  private int lines(String text) {
    out.reset();
    err.reset();
    System.setIn(new ByteArrayInputStream(text.getBytes(UTF_8)));
    return Main.execute("shell");
  }

  private String out() {
    return out.toString(UTF_8);
  }

  private String err() {
    return err.toString(UTF_8);
  }

  @Test
  void knowsTheVerbsOfTheModules() {
    assertThat(shell("notebook.add(\"One\"); notebook.add(\"Two\"); notebook.count()")).isZero();
    assertThat(out()).isEqualTo("2\n");
    assertThat(shell("notebook")).isZero();
    assertThat(out()).contains("add(String title): void").contains("count(): long");
  }

  @Test
  void keepsATransactionOpenFromLineToLine() {
    assertThat(
            lines(
                """
                begin();
                notebook.add("One");
                notebook.addToo("Two");
                notebook.addAnyway("Kept");
                sql("select count(*) n from jotted")
                rollback();
                notebook.count()
                """))
        .as(err())
        .isZero();
    assertThat(out()).isEqualTo("n\n-\n3\n1 row\n1\n");
    assertThat(shell("begin(); notebook.add(\"One\"); commit(); notebook.count()")).isZero();
    assertThat(out()).isEqualTo("2\n");
  }

  @Test
  void rollsAForgottenTransactionBack() {
    assertThat(shell("begin(); notebook.add(\"One\");")).isEqualTo(1);
    assertThat(err()).contains("was still open at the end and was rolled back");
    assertThat(shell("notebook.count()")).isZero();
    assertThat(out()).isEqualTo("0\n");
  }

  @Test
  void tellsWhatAVerbRefuses() {
    assertThat(lines("notebook.count()\nnotebook.add(\n  \" \");\nnotebook.count()\n"))
        .isEqualTo(1);
    assertThat(out()).isEqualTo("0\n");
    assertThat(err())
        .startsWith("standard input:2: Untitled: A note needs a title.\n")
        .doesNotContain("org.jboss", "jdk.", "java.base");
    assertThat(shell("notebook.count()")).isZero();
    assertThat(out()).as("rolled back").isEqualTo("0\n");
  }

  @Test
  void keepsNothingOfATransactionInWhichAVerbFailed() {
    var text =
        "begin(); notebook.add(\"One\"); try { notebook.add(\"\"); } catch (Exception e) {} commit();";
    assertThat(shell(text)).isEqualTo(1);
    assertThat(err()).contains("-c:1: RollbackException: The transaction was rolled back");
    assertThat(shell("notebook.addToo(\"x\")")).isEqualTo(1);
    assertThat(err()).contains("needs a transaction: begin() first");
    assertThat(shell("commit()")).isEqualTo(1);
    assertThat(err()).contains("There is no transaction: begin() first");
  }

  @Test
  void keepsATransactionFromBeingEndedBySql() {
    assertThat(
            shell(
                "begin(); notebook.add(\"One\"); sql(\"create table later (id int)\"); commit();"))
        .isOne();
    assertThat(err()).contains("would end the open transaction. Call commit() or rollback() first");
    assertThat(shell("notebook.count()")).isZero();
    assertThat(out()).isEqualTo("0\n");
  }

  @Test
  void letsObserversHearWhatWasCommitted() {
    var heard = "bean(org.carafe.cli.Notebook.Listener.class).heard()";
    assertThat(shell("notebook.add(\"One\"); " + heard)).isZero();
    assertThat(out()).isEqualTo("\"One\"\n1 value\n");
    assertThat(shell("begin(); notebook.add(\"One\"); rollback(); " + heard)).isZero();
    assertThat(out()).isEqualTo("nothing (an empty list)\n");
  }

  @Test
  void saysWhereItDoesNotCompile() {
    assertThat(shell("int x = 1;\nint y = x.foo();\nnotebook.add(\"One\");")).isEqualTo(1);
    assertThat(err()).startsWith("-c:2: ").contains("  int y = x.foo();\n").contains("^");
    assertThat(shell("notebook.count()")).isZero();
    assertThat(out()).isEqualTo("0\n");
    assertThat(shell("int y = ")).isEqualTo(1);
    assertThat(err()).startsWith("-c:1: ");
  }

  @Test
  void carriesAFileOut(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("mend.jsh"), "// twice\nint two = 2;\ntwo / 0");
    assertThat(Main.execute("shell", file.toString())).isEqualTo(1);
    assertThat(err()).startsWith(file + ":3: ArithmeticException: / by zero");
    assertThat(Main.execute("shell", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(Main.execute("shell", "-c", "1", file.toString())).isEqualTo(2);
  }

  @Test
  void showsRowsAsATableWithoutSecrets() {
    assertThat(
            shell(
                "sql(\"insert into jotted (title, pass_hash) values (?, 'abc')\", \"One\"); sql(\"select title, pass_hash as plain from jotted\"); sql(\"delete from jotted where id = 77\")"))
        .isZero();
    assertThat(out())
        .isEqualTo(
            """
            1 row changed
            title  plain
            -----  --------
            "One"  ********
            1 row
            0 rows changed
            """);
    assertThat(shell("sql(\"select * from nowhere\")")).isEqualTo(1);
    assertThat(err()).contains("nowhere").contains("carafe db upgrade");
  }

  @Test
  void changesDataOutsideOfDevelopmentOnlyWithConsent() {
    var change = "sql(\"insert into jotted (title) values ('x')\")";
    assertThat(shell("app.configuration().profile()", "--profile", "test")).as(err()).isZero();
    assertThat(out()).isEqualTo("TEST\n");
    assertThat(shell(change, "--profile", "test")).isEqualTo(1);
    assertThat(err()).contains("Nothing was done").contains("--yes");
    assertThat(shell(change, "--profile", "test", "--yes")).isZero();
    assertThat(shell("sql(\"select count(*) n from jotted\").value()", "--profile", "test"))
        .isZero();
    assertThat(out()).isEqualTo("1\n");
    assertThat(
            shell(
                "sql(\"/* read */ with one as (select 1 n) select * from one\")",
                "--profile",
                "test"))
        .isZero();
    assertThat(shell("1", "--profile", "prod")).isEqualTo(1);
    assertThat(err()).contains("base.url is missing");
  }

  @Test
  void completesNamesAndMethods() {
    var said = new StringWriter();
    var writer = new PrintWriter(said, true);
    System.setProperty("carafe.profile", "dev");
    try (var context = ApplicationContext.open(Assembled.application(), database);
        var shell = new Shell(context, new Shell.Voice(writer, writer, true), text -> false)) {
      assertThat(shell.complete("note", 4).words()).contains("notebook");
      assertThat(shell.complete("notebook.", 9).words()).contains("add(", "addAnyway(", "count()");
      assertThat(shell.complete("notebook.c", 10))
          .isEqualTo(new Shell.Completion(9, List.of("count()")));
      assertThat(shell.complete("beg", 3).words()).contains("begin()");
      assertThat(shell.isUnfinished("for (;;) {")).isTrue();
      assertThat(shell.isUnfinished("1 + 1")).isFalse();

      assertThat(
              shell.run(
                  "var one = Map.of(\"token\", \"hush\", \"n\", 1); notebook.add(\"One\");",
                  new Origin("line", 1)))
          .isTrue();
      assertThat(said.toString())
          .contains("\"token\"  ********")
          .contains("\"n\"      1")
          .contains("published NoteAdded title=\"One\"")
          .doesNotContain("hush");
    }
  }
}
