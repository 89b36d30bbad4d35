using System.Diagnostics.CodeAnalysis;

namespace Local.Aws.Iam;

/// <summary>
/// Something that a role may do and did not: an action of a statement that no allowed call needed, or a resource
/// that none of the statement's used actions touched.
/// </summary>
/// <param name="Role">The role's name.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Statement">Its Sid, or its place: <c>#0</c>.</param>
/// <param name="Action">The action's pattern; several joined by a comma where a resource went unused.</param>
/// <param name="Resource">The resource's pattern; several joined by a comma where an action went unused.</param>
[SuppressMessage("Naming", "CA1711", Justification = "A permission is what IAM calls it.")]
public sealed record UnusedPermission(string Role, string Policy, string Statement, string Action, string Resource);
