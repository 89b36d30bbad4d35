namespace Twin.Aws.Kms;

/// <summary>Calls of KMS, which it bills.</summary>
/// <param name="Key">The key's ARN, or the alias of an AWS managed key.</param>
/// <param name="Action">For example <c>kms:Decrypt</c>.</param>
/// <param name="Service">The service that called for its own caller: <c>s3</c>, <c>ssm</c>.</param>
/// <param name="Times">The number of calls, without those that a bucket key saved.</param>
public sealed record KeyCall(string Key, string Action, string Service, int Times);
