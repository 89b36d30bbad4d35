using System.Net;

namespace Twin.Aws.Ssm;

/// <summary>An error of Systems Manager, with its own code.</summary>
internal sealed class ParameterException(
    string type, string? text, HttpStatusCode status = HttpStatusCode.BadRequest) : Exception(text)
{
    /// <summary>For example <c>ParameterNotFound</c>, which AWS sends without a message.</summary>
    public string Type { get; } = type;

    public string? Text { get; } = text;

    public HttpStatusCode Status => status;

    public static ParameterException NotImplemented(string what) =>
        new("NotImplemented", $"The local twin does not know {what}.", HttpStatusCode.NotImplemented);

    public static ParameterException Validation(string message) => new("ValidationException", message);
}
