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

    /// <summary>Makes the exception from the service's answer and the inner exception.</summary>
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
