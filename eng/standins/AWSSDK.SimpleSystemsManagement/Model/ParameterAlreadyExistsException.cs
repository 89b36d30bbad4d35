using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>The parameter exists, and the request does not ask to overwrite it.</summary>
public partial class ParameterAlreadyExistsException : AmazonSimpleSystemsManagementException
{
    /// <summary>Makes the exception from the service's answer and the inner exception.</summary>
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
