namespace Twin.Aws.Signing;

/// <summary>The reason why a request's signature is refused. Each service has its own wording.</summary>
internal abstract record SignatureProblem
{
    private SignatureProblem()
    {
    }

    internal sealed record Missing : SignatureProblem;
    internal sealed record OtherScheme(string Scheme) : SignatureProblem;

    /// <summary>The request is presigned in its query, which the twin does not support.</summary>
    internal sealed record Presigned : SignatureProblem;

    internal sealed record Incomplete(string Part) : SignatureProblem;

    /// <summary>The header's Credential is not <c>id/date/region/service/aws4_request</c>.</summary>
    internal sealed record BadCredential(string Credential) : SignatureProblem;

    internal sealed record UnknownKey(string AccessKeyId) : SignatureProblem;
    internal sealed record NoToken(string AccessKeyId) : SignatureProblem;
    internal sealed record WrongToken(string Token) : SignatureProblem;
    internal sealed record WrongRegion(string Region, string Expected) : SignatureProblem;
    internal sealed record WrongService(string Service, string Expected) : SignatureProblem;

    /// <summary>The scope does not end with <c>aws4_request</c>.</summary>
    internal sealed record WrongTerminator(string Terminator) : SignatureProblem;

    internal sealed record WrongDate(string Date, string RequestTime) : SignatureProblem;
    internal sealed record NoTime : SignatureProblem;
    internal sealed record TooSkewed(DateTimeOffset RequestTime, DateTimeOffset Now) : SignatureProblem;
    internal sealed record NotSigned(string Header) : SignatureProblem;

    /// <param name="AccessKeyId">The access key id of the secret.</param>
    internal sealed record Mismatch(string AccessKeyId, string StringToSign, string Signature) : SignatureProblem
    {
        /// <summary>The canonical request that should have been signed; null for a part of a body.</summary>
        public string? CanonicalRequest { get; init; }
    }
}

internal sealed class SignatureException(SignatureProblem problem) : Exception(problem.GetType().Name)
{
    public SignatureProblem Problem => problem;
}
