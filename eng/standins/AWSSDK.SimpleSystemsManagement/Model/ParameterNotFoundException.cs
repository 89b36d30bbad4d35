using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>There is no parameter of this name.</summary>
public partial class ParameterNotFoundException : AmazonSimpleSystemsManagementException
{
    /// <summary>Makes the exception.</summary>
    public ParameterNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    public ParameterNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the exception from its cause.</summary>
    public ParameterNotFoundException(Exception innerException)
        : base(innerException)
    {
    }

    /// <summary>Makes the exception from the service's answer.</summary>
    public ParameterNotFoundException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    /// <summary>Makes the exception from the service's answer and what went before it.</summary>
    public ParameterNotFoundException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
