using System.Collections.Immutable;
using Pulumi.Aws.Iam;

namespace Infra.Stages;

/// <summary>
/// The roles that alone write or delete below some prefixes of a bucket, whatever other policies allow.
/// </summary>
/// <param name="Sid">Says it, in letters.</param>
/// <param name="Prefixes">Each ends with a slash.</param>
/// <param name="Roles">One, or those that do the same work.</param>
internal sealed record ExclusiveWriters(string Sid, ImmutableArray<string> Prefixes, ImmutableArray<Role> Roles);
