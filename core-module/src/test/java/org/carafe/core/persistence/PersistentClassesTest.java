package org.carafe.core.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistentClassesTest {
  private static final String MARK = "META-INF/services/org.carafe.core.Blueprint";

  @TempDir Path folder;

  @Entity
  static class Note {
    @Id long id;
  }

  @Embeddable
  static class Place {}

  @MappedSuperclass
  static class Base {}

  @Converter
  static class Upper implements AttributeConverter<String, String> {
    @Override
    public String convertToDatabaseColumn(String text) {
      return text;
    }

    @Override
    public String convertToEntityAttribute(String text) {
      return text;
    }
  }

  static class Plain {}

  @Test
  void findsTheKernelsConverter() {
    assertThat(PersistentClasses.find(getClass().getClassLoader()))
        .contains(InstantConverter.class.getName())
        .isSorted();
  }

  @Test
  void findsEveryKindInAFolder() throws IOException {
    for (Class<?> type : new Class<?>[] {Note.class, Place.class, Base.class, Plain.class}) {
      Path file = folder.resolve(path(type));
      Files.createDirectories(file.getParent());
      Files.write(file, bytes(type));
    }
    Path mark = folder.resolve(MARK);
    Files.createDirectories(mark.getParent());
    Files.createFile(mark);

    try (var loader = loader(folder)) {
      assertThat(PersistentClasses.find(loader))
          .contains(Note.class.getName(), Place.class.getName(), Base.class.getName())
          .doesNotContain(Plain.class.getName(), Upper.class.getName());
    }
  }

  @Test
  void findsThemInAJar() throws IOException {
    try (var loader = loader(jar(true))) {
      assertThat(PersistentClasses.find(loader)).contains(Note.class.getName(), upper());
    }
  }

  @Test
  void leavesAJarWithoutABlueprintAlone() throws IOException {
    try (var loader = loader(jar(false))) {
      assertThat(PersistentClasses.find(loader)).doesNotContain(Note.class.getName(), upper());
    }
  }

  private static String upper() {
    return Upper.class.getName();
  }

  private Path jar(boolean marked) throws IOException {
    Path jar = folder.resolve("notes module.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : new Class<?>[] {Note.class, Upper.class, Plain.class}) {
        out.putNextEntry(new ZipEntry(path(type)));
        out.write(bytes(type));
      }
      if (marked) {
        out.putNextEntry(new ZipEntry(MARK));
      }
    }
    return jar;
  }

  private URLClassLoader loader(Path classes) throws IOException {
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
  }

  private static String path(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in = type.getClassLoader().getResourceAsStream(path(type))) {
      return in.readAllBytes();
    }
  }
}
