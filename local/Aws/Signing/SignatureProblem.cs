namespace Local.Aws.Signing;

/// <summary>The reason why a request's signature is not taken. Each service has its own words for it.</summary>
internal abstract record SignatureProblem
{
    private SignatureProblem()
    {
    }

    /// <summary>Nobody signed the request.</summary>
    internal sealed record Missing : SignatureProblem;

    /// <summary>The header is of another scheme than Signature Version 4.</summary>
    internal sealed record OtherScheme(string Scheme) : SignatureProblem;

    /// <summary>The query signs the request, which the twin does not know.</summary>
    internal sealed record Presigned : SignatureProblem;

    /// <summary>The header lacks one of its parts.</summary>
    internal sealed record Incomplete(string Part) : SignatureProblem;

    /// <summary>The header's Credential is not <c>id/date/region/service/aws4_request</c>.</summary>
    internal sealed record BadCredential(string Credential) : SignatureProblem;

    /// <summary>The access key id is nobody's.</summary>
    internal sealed record UnknownKey(string AccessKeyId) : SignatureProblem;

    /// <summary>The request has no token, which temporary credentials need.</summary>
    internal sealed record NoToken(string AccessKeyId) : SignatureProblem;

    /// <summary>The token is not the session's.</summary>
    internal sealed record WrongToken(string Token) : SignatureProblem;

    /// <summary>The signature is for another region.</summary>
    internal sealed record WrongRegion(string Region, string Expected) : SignatureProblem;

    /// <summary>The signature is for another service.</summary>
    internal sealed record WrongService(string Service, string Expected) : SignatureProblem;

    /// <summary>The scope does not end with <c>aws4_request</c>.</summary>
    internal sealed record WrongTerminator(string Terminator) : SignatureProblem;

    /// <summary>The scope's date is not that of the request.</summary>
    internal sealed record WrongDate(string Date, string RequestTime) : SignatureProblem;

    /// <summary>The request has no time, or none that can be read.</summary>
    internal sealed record NoTime : SignatureProblem;

    /// <summary>The request's time is too far from the machine's.</summary>
    internal sealed record TooSkewed(DateTimeOffset RequestTime, DateTimeOffset Now) : SignatureProblem;

    /// <summary>A header is not signed that has to be.</summary>
    internal sealed record NotSigned(string Header) : SignatureProblem;

    /// <summary>The signature is not the one of this request and this secret.</summary>
    /// <param name="AccessKeyId">Whose secret it should be.</param>
    /// <param name="StringToSign">What should have been signed.</param>
    /// <param name="Signature">The one that came.</param>
    internal sealed record Mismatch(string AccessKeyId, string StringToSign, string Signature) : SignatureProblem
    {
        /// <summary>The request as it should have been signed; null for a part of a body.</summary>
        public string? CanonicalRequest { get; init; }
    }
}
