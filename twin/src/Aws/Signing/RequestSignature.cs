using Twin.Aws.Iam;

namespace Twin.Aws.Signing;

/// <summary>The verified signature of a request.</summary>
/// <param name="Caller">The session that signed it.</param>
/// <param name="AccessKeyId">The access key id.</param>
/// <param name="Key">The signing key of the scope.</param>
/// <param name="Scope">The scope.</param>
/// <param name="Time">The request's time, as signed.</param>
/// <param name="Value">The signature, in hexadecimal digits.</param>
internal sealed record RequestSignature(
    Caller Caller, string AccessKeyId, SigningKey Key, CredentialScope Scope, string Time, string Value);
