package org.carafe.dev.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.carafe.core.Application;
import org.carafe.core.web.Exchange;
import org.carafe.mail.MailPreviews;

/** The list of every module's mail templates. */
@Named("previews")
@RequestScoped
public class Previews {

  private final List<Line> lines = new ArrayList<>();

  @PostConstruct
  void render() {
    MailPreviews previews = MailPreviews.of(Application.current());
    for (String template : previews.templates()) {
      previews
          .render(template, Exchange.require().locale())
          .ifPresent(mail -> lines.add(new Line(template, mail.subject())));
    }
  }

  public List<Line> getLines() {
    return lines;
  }

  /** A line of the list. */
  public record Line(String template, String subject) {

    public String getTemplate() {
      return template;
    }

    public String getSubject() {
      return subject;
    }
  }
}
