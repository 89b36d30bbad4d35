using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>The parameter exists, and overwriting was not asked for.</summary>
public partial class ParameterAlreadyExistsException : AmazonSimpleSystemsManagementException
{
    /// <summary>Makes the exception from the service's answer and what went before it.</summary>
    public ParameterAlreadyExistsException(
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
