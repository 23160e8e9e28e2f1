// SPDX-License-Identifier: Apache-2.0
// http_server.cc - one thread for the network; Beast is seen here alone.
// Tested by tests/system/serve_attacks_test.py
#include "adapters/serve/http_server.h"

#include <atomic>
#include <csignal>
#include <thread>

#include "adapters/serve/session.h"

namespace cashmatch::serve {
namespace {

using asio::ip::tcp;

constexpr int kBacklog = 512;
constexpr auto kRetry = std::chrono::milliseconds(100);
constexpr auto kLook = std::chrono::milliseconds(100);
constexpr auto kLastReplies = std::chrono::seconds(2);

/// Takes connections until it is told to drain.
class Server {
 public:
  Server(const WireOptions& options, Service* service,
         std::function<void()> draining)
      : options_(options),
        service_(*service),
        draining_(std::move(draining)),
        acceptor_(io_),
        signals_(io_, SIGTERM, SIGINT),
        retry_(io_),
        look_(io_),
        end_(io_) {}

  ~Server() {
    if (drainer_.joinable()) drainer_.join();
  }

  bool Listen(std::string* error) {
    error_code ec;
    const auto address = asio::ip::make_address(options_.address, ec);
    if (ec) {
      *error = "--listen: no address: " + options_.address;
      return false;
    }
    const tcp::endpoint endpoint(address, options_.port);
    acceptor_.open(endpoint.protocol(), ec);
    if (!ec) acceptor_.set_option(tcp::acceptor::reuse_address(true), ec);
    if (!ec) acceptor_.bind(endpoint, ec);
    if (!ec) acceptor_.listen(kBacklog, ec);
    if (ec) *error = "--listen " + options_.address + ": " + ec.message();
    return !ec && LoadCertificate(error);
  }

  std::string Url() const {
    error_code ignored;
    const tcp::endpoint at = acceptor_.local_endpoint(ignored);
    const std::string host = at.address().is_v6()
                                 ? "[" + at.address().to_string() + "]"
                                 : at.address().to_string();
    return (tls_ ? "https://" : "http://") + host + ":" +
           std::to_string(at.port());
  }

  bool Run() {
    Accept();
    WaitForSignal();
    Look();
    io_.run();
    return !service_.broken();
  }

 private:
  bool LoadCertificate(std::string* error) {
    if (options_.certificate.empty()) return true;
    tls_.emplace(asio::ssl::context::tls_server);
    error_code ec;
    tls_->set_options(asio::ssl::context::no_tlsv1 |
                          asio::ssl::context::no_tlsv1_1 |
                          asio::ssl::context::single_dh_use,
                      ec);
    if (!ec) tls_->use_certificate_chain_file(options_.certificate, ec);
    if (!ec)
      tls_->use_private_key_file(options_.key, asio::ssl::context::pem, ec);
    if (ec) *error = "--tls-certificate, --tls-key: " + ec.message();
    return !ec;
  }

  void Accept() {
    acceptor_.async_accept([this](error_code ec, tcp::socket socket) {
      if (ec == asio::error::operation_aborted) return;
      if (ec) {  // out of descriptors: wait for some to come back
        retry_.expires_after(kRetry);
        retry_.async_wait([this](error_code stop) {
          if (!stop) Accept();
        });
        return;
      }
      Take(std::move(socket));
      Accept();
    });
  }

  void Take(tcp::socket socket) {
    if (connections_ >= options_.connections_max) {
      service_.metrics().Refused("connections");
      return;  // closed: whoever asks too much comes back later
    }
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    ++connections_;
    service_.metrics().CountConnection(1);
    std::shared_ptr<void> place(nullptr, [this](void*) {
      --connections_;
      service_.metrics().CountConnection(-1);
    });
    if (tls_) {
      std::make_shared<Session<TlsStream>>(
          TlsStream(PlainStream(std::move(socket)), *tls_), options_, &service_,
          std::move(place))
          ->Start();
    } else {
      std::make_shared<Session<PlainStream>>(
          PlainStream(std::move(socket)), options_, &service_, std::move(place))
          ->Start();
    }
  }

  void WaitForSignal() {
    signals_.async_wait([this](error_code ec, int) {
      if (ec) return;
      if (drainer_.joinable()) {
        service_.StopNow();
      } else {
        BeginDrain();
      }
      WaitForSignal();
    });
  }

  /// A service that broke ends like one that was told to.
  void Look() {
    look_.expires_after(kLook);
    look_.async_wait([this](error_code ec) {
      if (ec) return;
      if (service_.broken() && !drainer_.joinable()) BeginDrain();
      Look();
    });
  }

  void BeginDrain() {
    Log("info", "draining");
    draining_();
    error_code ignored;
    acceptor_.close(ignored);
    end_.expires_after(std::chrono::seconds(options_.drain_seconds));
    end_.async_wait([this](error_code ec) {
      if (!ec) service_.StopNow();
    });
    drainer_ = std::thread([this] {
      service_.Drain();
      asio::post(io_, [this] { AwaitLastReplies(); });
    });
  }

  void AwaitLastReplies() {
    end_.expires_after(connections_ == 0 ? std::chrono::seconds(0)
                                         : kLastReplies);
    end_.async_wait([this](error_code ec) {
      if (!ec) io_.stop();
    });
  }

  const WireOptions& options_;
  Service& service_;
  const std::function<void()> draining_;
  // Sessions live in the context and give their place back: after it.
  std::atomic<size_t> connections_{0};  // a worker may hold the last of one
  asio::io_context io_{1};
  std::optional<asio::ssl::context> tls_;
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  asio::steady_timer retry_, look_, end_;
  std::thread drainer_;
};

}  // namespace

bool ServeHttp(const WireOptions& options, Service* service,
               const std::function<void(const std::string& url)>& listening,
               std::function<void()> draining, std::string* error) {
  Server server(options, service, std::move(draining));
  if (!server.Listen(error)) return false;
  listening(server.Url());
  if (server.Run()) return true;
  *error = "the store failed: start again, clients send again";
  return false;
}

}  // namespace cashmatch::serve
