package org.secondstep.notice;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Mails to owners. They are sent once <code>spring.mail.host</code> names a server; until
 * then a log line stands for each.
 *
 * @param from sender address
 */
@Validated
@ConfigurationProperties("secondstep.notice")
record NoticeProperties(@NotBlank @DefaultValue("second-step@localhost") String from) {

}
