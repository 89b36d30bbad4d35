using Twin.Aws.Iam;

namespace Twin.Aws.Kms;

/// <summary>A customer managed key of the account.</summary>
/// <param name="Id">For example <c>1234abcd-12ab-34cd-56ef-1234567890ab</c>.</param>
/// <param name="Arn"><c>arn:aws:kms:region:account:key/id</c>.</param>
/// <param name="IsEnabled">False for a disabled key, which can neither encrypt nor decrypt.</param>
public sealed record CustomerManagedKey(string Id, string Arn, bool IsEnabled = true);
