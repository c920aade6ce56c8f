package org.carafe.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponent;
import java.util.List;
import org.carafe.web.TagLibrary.Tag;
import org.junit.jupiter.api.Test;

class TagLibraryTest {
  private final TagLibrary library = TagLibrary.read();

  @Test
  void describesEveryTagWithAnExampleOfItself() {
    library
        .tags()
        .forEach((name, tag) -> assertThat(tag.description()).contains("Example: <c:" + name));
  }

  @Test
  void namesAComponentOrATagFileForEveryTag() throws Exception {
    for (Tag tag : library.tags().values()) {
      if (tag.componentType().isEmpty()) {
        assertThat(TagLibrary.FILE.resolveSibling(tag.source())).isRegularFile();
        continue;
      }
      String simple = tag.componentType().replaceFirst("carafe\\.", "");
      Class<?> component = Class.forName("org.carafe.web.tags." + simple);
      assertThat(component).isAssignableTo(UIComponent.class);
      assertThat(component.getAnnotation(FacesComponent.class).value())
          .isEqualTo(tag.componentType());
    }
  }

  @Test
  void isToldOfInTheGuide() {
    String guide = SourceTree.text(SourceTree.ROOT.resolve("docs/pages.md"));
    List<String> ofTheLayoutOnly = List.of("flashes", "links", "navigation", "theme");
    assertThat(library.tags().keySet())
        .filteredOn(name -> !ofTheLayoutOnly.contains(name))
        .allSatisfy(name -> assertThat(guide).contains("`c:" + name + "`"));
  }
}
