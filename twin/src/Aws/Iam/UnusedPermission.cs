using System.Diagnostics.CodeAnalysis;

namespace Twin.Aws.Iam;

/// <summary>
/// A permission that was not used: an action of a statement that no allowed call needed, or a resource to which none of
/// the statement's used actions was applied.
/// </summary>
/// <param name="Role">The role's name.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Statement">The statement's Sid, or its position: <c>#0</c>.</param>
/// <param name="Action">The action's pattern; for an unused resource, several joined by commas.</param>
/// <param name="Resource">The resource's pattern; for an unused action, several joined by commas.</param>
[SuppressMessage("Naming", "CA1711", Justification = "A permission is what IAM calls it.")]
public sealed record UnusedPermission(string Role, string Policy, string Statement, string Action, string Resource);
