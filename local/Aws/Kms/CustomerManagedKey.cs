using Local.Aws.Iam;

namespace Local.Aws.Kms;

/// <summary>A key of the account's own.</summary>
/// <param name="Id">For example <c>1234abcd-12ab-34cd-56ef-1234567890ab</c>.</param>
/// <param name="Arn"><c>arn:aws:kms:region:account:key/id</c>.</param>
/// <param name="IsEnabled">A key that is not can neither encrypt nor decrypt.</param>
public sealed record CustomerManagedKey(string Id, string Arn, bool IsEnabled = true);
