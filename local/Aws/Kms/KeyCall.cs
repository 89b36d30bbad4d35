namespace Local.Aws.Kms;

/// <summary>Calls that were made of KMS: what it bills.</summary>
/// <param name="Key">The key's ARN, or the alias of one that AWS manages.</param>
/// <param name="Action">For example <c>kms:Decrypt</c>.</param>
/// <param name="Service">The service that called for somebody: <c>s3</c>, <c>ssm</c>.</param>
/// <param name="Times">How often. What a bucket key spared is not in it.</param>
public sealed record KeyCall(string Key, string Action, string Service, int Times);
