using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>The parameter has no such version or label.</summary>
public partial class ParameterVersionNotFoundException : AmazonSimpleSystemsManagementException
{
    /// <summary>Makes the exception from the service's answer and the inner exception.</summary>
    public ParameterVersionNotFoundException(
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
