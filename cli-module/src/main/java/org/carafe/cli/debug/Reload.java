package org.carafe.cli.debug;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carafe.core.migration.Migration;
import org.carafe.core.migration.MigrationException;
import org.carafe.core.migration.MigrationHistory;
import org.carafe.testing.Server;
import org.carafe.testing.ServerException;
import org.jspecify.annotations.Nullable;

/**
 * Brings the running application to where its sources are. Pages, texts and static files the
 * application reads itself; a class whose methods have other bodies is redefined where it runs;
 * everything else deploys the application again.
 */
final class Reload {
  private static final Pattern READ_BY_THE_APPLICATION =
      Pattern.compile(
          ".*\\.xhtml|.*/messages(_\\w+)?\\.properties"
              + "|.*/src/main/(webapp|resources/META-INF/resources)/(?!WEB-INF/|META-INF/).*");
  private static final Pattern MIGRATION = Pattern.compile(".*/db/(migration|undo|model)/.*");
  private static final String PERSISTENT = "@Entity|@Embeddable|@MappedSuperclass|@Converter";
  private static final String CLASS = ".class";

  private final SourceTree tree;
  private final Deployed deployed;
  private final Path classes;
  private final Path fresh;
  private final Compiler compiler;
  private final Supplier<Server> starter;
  private final MigrationHistory history;
  private final Consumer<String> say;
  private final Map<Path, String> texts = new TreeMap<>();

  /** Changes that nothing was made of yet. */
  private final Set<Path> unsettled = new TreeSet<>();

  private final Set<Path> toCompile = new TreeSet<>();
  private final Set<Path> toPut = new TreeSet<>();
  private final Set<String> toRemove = new TreeSet<>();
  private boolean assembledChanged;
  private boolean mustDeploy;
  private boolean schemaChanged;
  private boolean dead;
  private volatile boolean deploying;
  private volatile Server server;
  private volatile @Nullable Problem problem;

  /**
   * Starts the server and watches the sources from then on.
   *
   * @param folder for classes that are compiled meanwhile; what was in it goes
   */
  Reload(
      SourceTree tree,
      Deployed deployed,
      Path folder,
      String classPath,
      Supplier<Server> starter,
      MigrationHistory history,
      Consumer<String> say)
      throws IOException {
    this.tree = tree;
    this.deployed = deployed;
    clear(folder);
    this.classes = Files.createDirectories(folder.resolve("classes"));
    this.fresh = folder.resolve("fresh");
    this.compiler = new Compiler(classes, classPath);
    this.starter = starter;
    this.history = history;
    this.say = say;
    for (Path file : tree.javaFiles()) {
      texts.put(file, Files.readString(file));
    }
    this.server = starter.get();
  }

  Server server() {
    return server;
  }

  /** Whether there is one, without waiting for anything. */
  boolean hasProblem() {
    return problem != null;
  }

  boolean isDeploying() {
    return deploying;
  }

  /** Waits until the server ends by itself. */
  int awaitEnd() throws InterruptedException {
    while (true) {
      var watched = server;
      int code = watched.onExit().join();
      synchronized (this) {
        if (watched == server && !dead) {
          return code;
        }
      }
      Thread.sleep(200);
    }
  }

  /**
   * Does what is to be done.
   *
   * @param quiet returns when no request is on its way
   * @return why requests cannot go on
   */
  synchronized Optional<Problem> settle(Runnable quiet) {
    unsettled.addAll(tree.changes());
    if (!unsettled.isEmpty() || problem instanceof Problem.Pending) {
      try {
        for (Path file : unsettled) {
          note(file);
        }
        problem = bring(quiet);
        unsettled.clear();
      } catch (IOException | RuntimeException failure) {
        // What changed is looked at again with the next request.
        problem =
            new Problem.DoesNotStart(
                failure.getMessage() + " (" + failure.getClass().getSimpleName() + ")");
      }
    }
    return Optional.ofNullable(problem);
  }

  /**
   * Applies the migrations that are pending; a failure is shown with them.
   *
   * @param consent to what is lost by them, as {@link Problem.Pending#consent} has it
   */
  synchronized void migrate(Runnable quiet, String consent) {
    try {
      var pending = pending("");
      if (!pending.consent().equals(consent)) {
        problem = pending;
        return;
      }
      history.upgrade(Optional.empty()).forEach(applied -> say.accept("Applied " + applied));
      settle(quiet);
    } catch (MigrationException failure) {
      problem = pending(String.valueOf(failure.getMessage()));
    }
  }

  private Problem.Pending pending(String failure) {
    List<Migration> pending = history.pending();
    return new Problem.Pending(pending, history.losses(pending), failure);
  }

  private void note(Path file) throws IOException {
    String name = file.toString();
    if (SourceTree.isJava(file)) {
      boolean same = Files.exists(file) && Files.readString(file).equals(texts.get(file));
      if (!same || toCompile.contains(file)) {
        toCompile.add(file);
      }
    } else {
      toPut.add(file);
      assembledChanged |= file.endsWith("openapi.yaml");
      if (MIGRATION.matcher(name).matches()) {
        schemaChanged = true;
      } else if (!READ_BY_THE_APPLICATION.matcher(name).matches() || !Files.exists(file)) {
        mustDeploy = true; // what is gone would be read from what is deployed
      }
    }
    mustDeploy |= dead;
  }

  private @Nullable Problem bring(Runnable quiet) throws IOException {
    if (schemaChanged) {
      var pending = pending("");
      if (!pending.migrations().isEmpty()) {
        return pending;
      }
      schemaChanged = false;
    }
    long start = System.nanoTime();
    var names = toCompile.stream().map(file -> file.getFileName().toString()).toList();
    if (!toCompile.isEmpty()) {
      var mistakes = compile();
      if (!mistakes.isEmpty()) {
        return new Problem.DoesNotCompile(mistakes);
      }
      if (!mustDeploy) {
        say.accept("Put %s into the running classes".formatted(named(names)) + after(start));
      }
    }
    return mustDeploy ? deploy(quiet, start) : null;
  }

  /** Compiles what has changed, and what mentions it where more than bodies has. */
  private List<Problem.Mistake> compile() throws IOException {
    clear(fresh);
    var sources = new TreeSet<Path>();
    toCompile.stream().filter(Files::exists).forEach(sources::add);
    var changed = withAnotherShape(sources);
    boolean bodiesOnly = changed.isEmpty();
    sources.addAll(mentioning(namesIn(changed)));
    sources.addAll(using(changed));
    var mistakes = compiler.compile(sources, fresh);
    if (!mistakes.isEmpty()) {
      return mistakes;
    }
    for (Path source : toCompile) {
      var before = new TreeSet<>(known(source));
      var now = compiledFrom(source);
      bodiesOnly &= before.equals(now);
      before.removeAll(now);
      toRemove.addAll(before.stream().map(gone -> tree.moduleOf(source) + "/" + gone).toList());
      remember(source);
    }
    toCompile.clear();
    if (bodiesOnly && !mustDeploy && !dead) {
      var refusal = server.redefine(fresh);
      mustDeploy = refusal.isPresent();
    } else {
      mustDeploy = true;
    }
    keep();
    return List.of();
  }

  private void remember(Path source) throws IOException {
    String before = texts.getOrDefault(source, "");
    String now = Files.exists(source) ? Files.readString(source) : "";
    assembledChanged |= Pattern.compile(PERSISTENT).matcher(before + now).find();
    if (now.isEmpty()) {
      texts.remove(source);
    } else {
      texts.put(source, now);
    }
  }

  /** The sources that others may see differently now. */
  private Set<Path> withAnotherShape(Collection<Path> existing) throws IOException {
    var changed = new TreeSet<Path>();
    for (Path file : toCompile) {
      var now = Shape.of(existing.contains(file) ? Files.readString(file) : "");
      if (!Shape.of(texts.getOrDefault(file, "")).equals(now)) {
        changed.add(file);
      }
    }
    return changed;
  }

  /** The simple names of the classes in sources, before and now. */
  private Set<String> namesIn(Collection<Path> sources) throws IOException {
    var names = new TreeSet<String>();
    for (Path file : sources) {
      Shape.of(texts.getOrDefault(file, "")).ifPresent(shape -> names.addAll(shape.names()));
      if (Files.exists(file)) {
        Shape.of(Files.readString(file)).ifPresent(shape -> names.addAll(shape.names()));
      }
    }
    return names;
  }

  /** What was compiled against sources, here or in another module. */
  private List<Path> using(Collection<Path> sources) throws IOException {
    var users = new ArrayList<Path>();
    if (!sources.isEmpty()) {
      var paths = sources.stream().map(this::sourcePath).toList();
      var since = Deployed.sourcesUsing(classes, paths);
      for (String module : deployed.modules()) {
        Path java = tree.main(module).resolve("java");
        Stream.concat(deployed.sourcesUsing(module, paths).stream(), since.stream())
            .map(java::resolve)
            .filter(Files::exists)
            .forEach(users::add);
      }
    }
    return users;
  }

  private List<Path> mentioning(Set<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    var mention =
        Pattern.compile(
            names.stream().map(Pattern::quote).collect(Collectors.joining("|", "\\b(", ")\\b")));
    return texts.entrySet().stream()
        .filter(entry -> Files.exists(entry.getKey()))
        .filter(entry -> mention.matcher(entry.getValue()).find())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The classes a source was compiled to before, in the WAR or since. */
  private Collection<String> known(Path source) throws IOException {
    String path = sourcePath(source);
    var names = new HashSet<>(deployed.classesOf(tree.moduleOf(source), path));
    names.addAll(below(classes, path));
    names.removeIf(name -> toRemove.contains(tree.moduleOf(source) + "/" + name));
    return names;
  }

  private Set<String> compiledFrom(Path source) throws IOException {
    return below(fresh, sourcePath(source));
  }

  private static Set<String> below(Path root, String source) throws IOException {
    String outer = source.replaceFirst("\\.java$", "");
    Path parent = root.resolve(outer).getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.equals(outer + CLASS) || name.startsWith(outer + "$"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private String sourcePath(Path source) {
    return tree.main(tree.moduleOf(source)).resolve("java").relativize(source).toString();
  }

  /** Moves what was compiled to what counts from now on. */
  private void keep() throws IOException {
    for (String gone : toRemove) {
      Files.deleteIfExists(classes.resolve(gone.substring(gone.indexOf('/') + 1)));
    }
    for (Path file : classFiles(fresh)) {
      Path target = classes.resolve(fresh.relativize(file));
      Files.createDirectories(target.getParent());
      Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private @Nullable Problem deploy(Runnable quiet, long start) throws IOException {
    put();
    quiet.run();
    var failure = dead ? restart() : redeploy();
    dead = failure.isPresent();
    if (failure.isPresent()) {
      return new Problem.DoesNotStart(failure.get());
    }
    mustDeploy = false;
    say.accept("Deployed the application again" + after(start));
    return null;
  }

  private Optional<String> redeploy() {
    deploying = true;
    try {
      return server.redeploy();
    } finally {
      deploying = false;
    }
  }

  /** After a deployment that failed the server has no application to deploy again. */
  private Optional<String> restart() {
    server.close();
    try {
      server = starter.get();
      return Optional.empty();
    } catch (ServerException failure) {
      return Optional.of(String.valueOf(failure.getMessage()));
    }
  }

  private void put() throws IOException {
    var compiled = classFiles(classes);
    for (String module : deployed.modules()) {
      var change =
          new Deployed.Change(
              compiled.stream().filter(file -> isFrom(module, file)).toList(),
              toRemove.stream()
                  .filter(gone -> gone.startsWith(module + "/"))
                  .map(gone -> gone.substring(module.length() + 1))
                  .toList(),
              toPut.stream().filter(file -> tree.moduleOf(file).equals(module)).toList());
      if (!change.isEmpty()) {
        deployed.put(module, change, classes, tree.main(module));
      }
    }
    toPut.clear();
    toRemove.clear();
    if (assembledChanged) {
      deployed.assemble();
      assembledChanged = false;
    }
  }

  private boolean isFrom(String module, Path file) {
    String source = classes.relativize(file).toString().replaceFirst("(\\$.*)?\\.class$", ".java");
    return Files.exists(tree.main(module).resolve("java").resolve(source));
  }

  private static List<Path> classFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(CLASS)).toList();
    }
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static String named(List<String> files) {
    return files.size() <= 3
        ? String.join(", ", files)
        : "%s and %d more".formatted(files.get(0), files.size() - 1);
  }

  private static String after(long start) {
    return " (%.2f s)".formatted(Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
  }
}
