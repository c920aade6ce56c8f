package org.carafe.snippets;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.NotImplementedException;
import org.jspecify.annotations.Nullable;

/** Loads what snippets are compiled to, each class with stop checks. */
final class SnippetClasses implements LoaderDelegate {
  private final Loader loader;
  private final int number;
  private final Map<String, Class<?>> classes = new HashMap<>();

  SnippetClasses(ClassLoader application, int number) {
    this.loader = new Loader(application, number);
    this.number = number;
  }

  /** Whether a thread is within code of these classes. */
  boolean isRunBy(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .anyMatch(frame -> loader.getName().equals(frame.getClassLoaderName()));
  }

  @Override
  public void load(ClassBytecodes[] compiled) throws ClassInstallException {
    var installed = new boolean[compiled.length];
    try {
      for (ClassBytecodes one : compiled) {
        loader.code.put(one.name(), StopChecks.in(one.bytecodes(), number));
      }
      for (int i = 0; i < compiled.length; i++) {
        classes.put(compiled[i].name(), loader.loadClass(compiled[i].name()));
        installed[i] = true;
      }
    } catch (ReflectiveOperationException | LinkageError failure) {
      throw new ClassInstallException("load: " + failure.getMessage(), installed);
    }
  }

  @Override
  public void classesRedefined(ClassBytecodes[] compiled) {
    for (ClassBytecodes one : compiled) {
      loader.code.put(one.name(), StopChecks.in(one.bytecodes(), number));
    }
  }

  @Override
  public void addToClasspath(String path) throws NotImplementedException {
    throw new NotImplementedException("The class path is the application's.");
  }

  @Override
  public Class<?> findClass(String name) throws ClassNotFoundException {
    Class<?> type = classes.get(name);
    if (type == null) {
      throw new ClassNotFoundException(name);
    }
    return type;
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> code = new HashMap<>();

    Loader(ClassLoader application, int number) {
      super("snippets-" + number, application);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte @Nullable [] bytes = code.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
