using Pulumi.Aws.Iam;

namespace Infra.Components;

/// <summary>The only roles that may write or delete below some prefixes of a bucket, whatever other policies
/// allow.</summary>
/// <param name="Sid">The statement's identifier, in letters.</param>
/// <param name="Prefixes">The prefixes, each a folder with a slash at its end, the beginning of some keys, or a
/// pattern of keys.</param>
/// <param name="Roles">The roles: one, or several that do the same work.</param>
internal sealed record ExclusiveWriters(string Sid, ImmutableArray<string> Prefixes, ImmutableArray<Role> Roles);
