package org.secondstep.organization;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface OrganizationRepository extends Repository<Organization, UUID> {

	Organization save(Organization organization);

	Optional<Organization> findById(UUID id);

	@EntityGraph(attributePaths = "domains")
	List<Organization> findAllByOrderByName();

	@Query("select o from Organization o join o.domains d where d = :domain")
	Optional<Organization> findByDomain(String domain);

}
