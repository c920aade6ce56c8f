package org.carafe.cli.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployedTest {
  @TempDir Path folder;

  @Test
  void findsWhatUsesAClassWithoutNamingIt() throws IOException {
    compile("Person", "class Person { String name() { return \"Ada\"; } }");
    compile("People", "class People { Person first() { return new Person(); } }");
    compile("Greeting", "class Greeting { Runnable one = () -> new People().first().name(); }");
    compile("Other", "class Other { String name() { return \"other\"; } }");

    assertThat(Deployed.sourcesUsing(folder, List.of("shop/Person.java")))
        .containsExactlyInAnyOrder("shop/Person.java", "shop/People.java", "shop/Greeting.java");
  }

  private void compile(String name, String text) throws IOException {
    Path source = Files.writeString(folder.resolve(name + ".java"), "package shop; " + text + "\n");
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                folder.toString(),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(code).isZero();
  }
}
