using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>The answer to <see cref="PutParameterRequest"/>.</summary>
public partial class PutParameterResponse : AmazonWebServiceResponse
{
}
