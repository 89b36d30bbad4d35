using Local.Aws.Iam;

namespace Local.Aws.Signing;

/// <summary>The verified signature of a request.</summary>
/// <param name="Caller">Who signed it.</param>
/// <param name="AccessKeyId">With which key.</param>
/// <param name="Key">The key of the scope.</param>
/// <param name="Scope">The scope.</param>
/// <param name="Time">The request's time, as it was signed.</param>
/// <param name="Value">In hexadecimal digits.</param>
internal sealed record RequestSignature(
    Caller Caller, string AccessKeyId, SigningKey Key, CredentialScope Scope, string Time, string Value);
